package org.folkmoot.audit.evm;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.TreeHead;

/**
 * The contract in which checkpoints are anchored, at its address on a chain. Anybody may use one contract for any number
 * of logs: it keeps publishers apart.
 *
 * <p>Guarantees: before it is first used, the node is asked whether it serves the chain and whether the code at the
 * address is the one that this library carries. Safe for several threads.
 */
public final class AnchorContract {
    private static final long MAX_DEPLOY_GAS = 2_000_000;

    private final EvmChain chain;
    private final EvmAddress address;
    private final Node node;
    private volatile boolean known;

    private AnchorContract(EvmChain chain, EvmAddress address, Node node) {
        this.chain = chain;
        this.address = address;
        this.node = node;
    }

    /** {@return the contract at this address} */
    public static AnchorContract at(EvmChain chain, EvmAddress address) {
        return new AnchorContract(chain, requireNonNull(address, "address"), new Node(chain));
    }

    /**
     * {@return a new contract, paid for by this key}
     *
     * @throws LedgerException if it could not be made, or not within the chain's patience
     */
    public static AnchorContract deploy(EvmChain chain, EvmKey payer) throws LedgerException {
        Node node = new Node(chain);
        try {
            requireChain(chain, node);
            Mined mined = new Sender(chain, node, payer, System::nanoTime)
                    .send(Optional.empty(), AnchorCode.INSTALLED.creation(), MAX_DEPLOY_GAS);
            EvmAddress address = mined.created()
                    .filter(created -> mined.succeeded())
                    .orElseThrow(
                            () -> new IOException("transaction " + mined.hash().hex() + " made no contract"));
            return new AnchorContract(chain, address, node);
        } catch (IOException e) {
            throw new LedgerException("anchor contract: not made: " + e.getMessage(), e);
        }
    }

    private static void requireChain(EvmChain chain, Node node) throws IOException {
        long found = node.chainId();
        if (found != chain.chainId()) {
            throw new IOException("chain id: " + found + " (expected: " + chain.chainId() + ")");
        }
    }

    /** {@return where it is} */
    public EvmAddress address() {
        return address;
    }

    EvmChain chain() {
        return chain;
    }

    /** {@return what sends transactions of this key to it} */
    Sender sender(EvmKey key) {
        return new Sender(chain, node, key, System::nanoTime);
    }

    void requireKnown() throws IOException {
        if (!known) {
            requireChain(chain, node);
            if (!node.code(address).equals(AnchorCode.INSTALLED.runtime())) {
                throw new IOException("address " + address + ": other code (expected: the contract of this library)");
            }
            known = true;
        }
    }

    Optional<AnchorCalls.Head> head(EvmAddress publisher, String origin) throws IOException {
        return AnchorCalls.parseHead(node.call(address, AnchorCalls.head(publisher, origin)));
    }

    /** {@return the transaction that took the contract to the tree that it holds} */
    Optional<Bytes> transactionOf(EvmAddress publisher, String origin, AnchorCalls.Head head) throws IOException {
        List<Bytes> candidates = node.transactionsWith(head.block(), address, AnchorCalls.topics(publisher, origin));
        for (Bytes candidate : candidates) {
            Optional<Mined> mined = node.mined(candidate);
            if (mined.filter(found -> anchors(found, publisher, head.of(origin)))
                    .isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    Optional<Mined> mined(Bytes transaction) throws IOException {
        return node.mined(transaction);
    }

    /** {@return whether the contract said in this transaction that the publisher anchored the tree} */
    boolean anchors(Mined mined, EvmAddress publisher, TreeHead tree) {
        return mined.succeeded()
                && mined.events().stream()
                        .anyMatch(
                                event -> event.contract().equals(address) && AnchorCalls.says(event, publisher, tree));
    }

    long timeOf(long block) throws IOException {
        return node.timeOf(block);
    }

    /** {@return how many blocks, its own included, stand on this one} */
    long depth(long block) throws IOException {
        return node.blockNumber() - block + 1;
    }
}
