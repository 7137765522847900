package org.folkmoot.audit.evm;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.evm.Transaction.Fees;

/**
 * Gets transactions of one account into blocks, one after the other.
 *
 * <p>Guarantees: at most one transaction of the account is under way. One that did not get into a block in time is
 * replaced by the next, at the same place and a higher fee, so that nothing is anchored twice and no gap is left. What a
 * unit of gas costs never exceeds the chain's bound. The account must have no other user. Safe for several threads.
 *
 * <p>Source: EIP-1559 (fees), EIP-155 (chain id).
 */
final class Sender {
    private static final long FIRST_WAIT_MILLIS = 10;
    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final EvmChain chain;
    private final Node node;
    private final EvmKey key;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastNonce = -1;
    private Fees lastFees = new Fees(0, 0);

    Sender(EvmChain chain, Node node, EvmKey key, LongSupplier nanoTime) {
        this.chain = chain;
        this.node = node;
        this.key = key;
        this.nanoTime = nanoTime;
    }

    /**
     * {@return the transaction once it is in a block and confirmed}
     *
     * @param to the contract; nobody to make one
     * @param maxGas the most that it may use
     * @throws NodeRefusedException if it would be reverted; then nothing was sent
     */
    synchronized Mined send(Optional<EvmAddress> to, Bytes data, long maxGas) throws IOException {
        long estimate = node.estimateGas(key.address(), to, data);
        if (estimate > maxGas - maxGas / 5) {
            throw new IOException("gas: " + estimate + " (expected: <= " + (maxGas - maxGas / 5) + ")");
        }
        long gasLimit = estimate + estimate / 4;
        long nonce = node.nonce(key.address());
        Fees fees = fees(nonce == lastNonce);
        Transaction transaction = new Transaction(chain.chainId(), nonce, fees, gasLimit, to, data);
        lastNonce = nonce;
        lastFees = fees;
        Bytes signed = transaction.signedBy(key);
        Bytes hash = Bytes.of(Keccak.hash(signed.toByteArray()));
        if (!node.send(signed).equals(hash)) {
            throw new BadAnswerException("eth_sendRawTransaction: hash of another transaction");
        }
        return confirmed(hash);
    }

    /** Twice the base fee, so that a few fuller blocks do not delay it, and the tip; never more than the bound. */
    private Fees fees(boolean replaces) throws IOException {
        long bound = chain.maxFeePerGas();
        long tip = node.tip();
        long base = node.baseFee();
        long least = base > bound - Math.min(tip, bound) ? Long.MAX_VALUE : base + tip;
        long most = least == Long.MAX_VALUE ? least : Math.min(bound, least + base);
        if (replaces) {
            tip = Math.max(tip, more(lastFees.tip()));
            most = Math.max(Math.max(most, tip), more(lastFees.most()));
        }
        if (most > bound) {
            throw new IOException("fee per gas: base " + base + ", tip " + tip + (replaces ? ", to replace one" : "")
                    + " wei (expected: <= " + bound + " in all)");
        }
        return new Fees(most, tip);
    }

    /** Nodes take a replacement that offers a tenth more. */
    private static long more(long fee) {
        return fee + fee / 8 + 1;
    }

    /** {@return the transaction, deep enough in the chain}; after a reorganisation its block may be another. */
    private Mined confirmed(Bytes hash) throws IOException {
        long start = nanoTime.getAsLong();
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            Optional<Mined> mined = node.mined(hash);
            if (mined.isPresent() && isDeep(mined.get().block())) {
                return mined.get();
            }
            if (nanoTime.getAsLong() - start > chain.patience().toNanos()) {
                throw new IOException("transaction " + hash.hex() + ": not in a block with " + chain.confirmations()
                        + " confirmations within " + chain.patience());
            }
            pause(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        }
    }

    private boolean isDeep(long block) throws IOException {
        return chain.confirmations() == 1 || node.blockNumber() - block + 1 >= chain.confirmations();
    }

    private void pause(long millis) throws IOException {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IOException("closed while waiting for a block");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a block", e);
        }
    }

    /** Ends waiting, now and later. */
    void close() {
        closed.countDown();
    }
}
