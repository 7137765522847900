package org.folkmoot.audit.evm;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.ledger.CheckpointGate;
import org.folkmoot.audit.note.VerifierKey;

/**
 * Anchors size and root of a log in a contract on an Ethereum chain.
 *
 * <p>Guarantees: those of {@link LedgerAdapter}. The contract refuses a smaller size and another root of the same size;
 * with {@link #proving} it also checks that each tree extends the last, and takes no step without that proof from then
 * on. What an account anchors nobody else can touch: whoever verifies must know the account. A receipt names the
 * transaction; position is the block's number, time the block's. All of it is what the node says: verify with a node of
 * your own. Not the note but the tree is on the chain.
 *
 * <p>How long a call may take: a question the chain's timeout, a publication its patience and a few questions. Safe for
 * several threads. The key must have no other user while the ledger is in use.
 */
public final class EvmLedger implements LedgerAdapter {
    private static final long MAX_GAS = 400_000;

    private final AnchorContract contract;
    private final EvmAddress publisher;
    private final Sender sender;
    private final CheckpointGate gate;
    private final boolean proving;
    private volatile boolean closed;

    private EvmLedger(AnchorContract contract, EvmKey key, VerifierKey logKey, boolean proving) {
        this.contract = requireNonNull(contract, "contract");
        this.publisher = key.address();
        this.sender = contract.sender(key);
        this.gate = CheckpointGate.of("evm-" + contract.chain().chainId(), logKey);
        this.proving = proving;
    }

    /** {@return the anchor of this log under this key, which proves every step on the chain} */
    public static EvmLedger proving(AnchorContract contract, EvmKey key, VerifierKey logKey) {
        return new EvmLedger(contract, key, logKey, true);
    }

    /** {@return the anchor of this log under this key, cheaper: that trees extend one another is checked only here} */
    public static EvmLedger plain(AnchorContract contract, EvmKey key, VerifierKey logKey) {
        return new EvmLedger(contract, key, logKey, false);
    }

    @Override
    public String name() {
        return "evm-" + contract.chain().chainId();
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        EnumSet<LedgerCapability> all =
                EnumSet.of(LedgerCapability.ANCHORS, LedgerCapability.ORDERS, LedgerCapability.TIMESTAMPS);
        if (proving) {
            all.add(LedgerCapability.ENFORCES_CONSISTENCY);
        }
        return Set.copyOf(all);
    }

    @Override
    public synchronized LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        requireOpen();
        gate.requireGenuine(checkpoint);
        TreeHead next = TreeHead.of(checkpoint);
        try {
            contract.requireKnown();
            Optional<AnchorCalls.Head> held = contract.head(publisher, gate.origin());
            Optional<List<Digest>> path = gate.path(held.map(head -> head.of(gate.origin())), checkpoint, history);
            return path.isEmpty() ? receipt(held.orElseThrow()) : receipt(next, anchor(next, path.get()));
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Mined anchor(TreeHead next, List<Digest> path) throws IOException {
        Bytes call = proving ? AnchorCalls.anchorConsistent(next, path) : AnchorCalls.anchor(next);
        Mined mined = sender.send(Optional.of(contract.address()), call, MAX_GAS);
        if (!contract.anchors(mined, publisher, next)) {
            throw new IOException(
                    "transaction " + mined.hash().hex() + ": reverted (expected: size " + next.size() + " anchored)");
        }
        return mined;
    }

    private LedgerReceipt receipt(TreeHead tree, Mined mined) throws IOException {
        return receipt(tree, mined.block(), contract.timeOf(mined.block()), mined.hash());
    }

    private LedgerReceipt receipt(AnchorCalls.Head held) throws IOException {
        Bytes transaction = contract.transactionOf(publisher, gate.origin(), held)
                .orElseThrow(() -> new BadAnswerException(
                        "block " + held.block() + ": no transaction that anchored size " + held.size()));
        return receipt(held.of(gate.origin()), held.block(), held.time(), transaction);
    }

    private LedgerReceipt receipt(TreeHead tree, long block, long time, Bytes transaction) throws BadAnswerException {
        try {
            return new LedgerReceipt(
                    name(), tree, OptionalLong.of(block), Optional.of(Instant.ofEpochSecond(time)), transaction);
        } catch (DateTimeException e) {
            throw new BadAnswerException("block " + block + ": time " + time + " (expected: one that there is)", e);
        }
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        requireOpen();
        try {
            contract.requireKnown();
            return contract.head(publisher, gate.origin()).map(head -> head.of(gate.origin()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        requireOpen();
        gate.requireFor(receipt, checkpoint);
        if (receipt.evidence().size() != Mined.HASH_BYTES) {
            throw new InvalidReceiptException(
                    "receipt: evidence of " + receipt.evidence().size() + " bytes (expected: " + Mined.HASH_BYTES
                            + ", the hash of a transaction)");
        }
        try {
            contract.requireKnown();
            requireAnchored(receipt, contract.mined(receipt.evidence()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void requireAnchored(LedgerReceipt receipt, Optional<Mined> mined)
            throws InvalidReceiptException, IOException {
        if (mined.isEmpty() || !contract.anchors(mined.get(), publisher, receipt.tree())) {
            throw new InvalidReceiptException("receipt: transaction "
                    + receipt.evidence().hex() + " (expected: one in which " + publisher + " anchored size "
                    + receipt.tree().size() + " in contract " + contract.address() + ")");
        }
        CheckpointGate.requireEqual(receipt, receipt(receipt.tree(), mined.get()));
        if (contract.depth(mined.get().block()) < contract.chain().confirmations()) {
            throw new IOException("transaction " + receipt.evidence().hex() + ": too young (expected: "
                    + contract.chain().confirmations() + " confirmations)");
        }
    }

    private LedgerException failed(IOException cause) {
        return new LedgerException("ledger " + name() + ": " + AnchorCalls.reason(cause), cause);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("ledger " + name() + ": closed (expected: open)");
        }
    }

    /** {@inheritDoc} A transaction that is under way stays so; nobody waits for it any more. */
    @Override
    public void close() {
        closed = true;
        sender.close();
    }
}
