package org.folkmoot.audit.evm;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Which chain, through which node, and with how much patience and money.
 *
 * @param node where a node answers JSON-RPC over HTTP
 * @param chainId the chain that must be found there; a transaction is valid on no other
 * @param timeout how long one question to the node may take
 * @param patience how long a transaction may take to get into a block and be confirmed
 * @param confirmations how many blocks, counting its own, a transaction must be in the chain for to count
 * @param maxFeePerGas the most that a unit of gas may cost, in wei; above it nothing is sent
 */
public record EvmChain(
        URI node, long chainId, Duration timeout, Duration patience, int confirmations, long maxFeePerGas) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long GWEI = 1_000_000_000L;
    private static final long MAX_FEE = 100 * GWEI;

    /** Rejects what cannot be. */
    public EvmChain {
        requireNonNull(node, "node");
        if (chainId < 1 || confirmations < 1 || maxFeePerGas < 1) {
            throw new IllegalArgumentException("chain id " + chainId + ", confirmations " + confirmations
                    + ", fee per gas " + maxFeePerGas + " (expected: each >= 1)");
        }
        if (timeout.isNegative() || timeout.isZero() || patience.compareTo(timeout) < 0) {
            throw new IllegalArgumentException(
                    "timeout " + timeout + ", patience " + patience + " (expected: 0 < timeout <= patience)");
        }
    }

    /** {@return this chain through this node: 10 s a question, 2 min a transaction, 1 confirmation, at most 100 gwei} */
    public static EvmChain of(URI node, long chainId) {
        return new EvmChain(node, chainId, TIMEOUT, PATIENCE, 1, MAX_FEE);
    }

    /** {@return the same with other bounds of time} */
    public EvmChain within(Duration question, Duration transaction) {
        return new EvmChain(node, chainId, question, transaction, confirmations, maxFeePerGas);
    }

    /** {@return the same, waiting for so many blocks, counting the one with the transaction} */
    public EvmChain confirmedBy(int blocks) {
        return new EvmChain(node, chainId, timeout, patience, blocks, maxFeePerGas);
    }

    /** {@return the same, paying at most so much for a unit of gas, in wei} */
    public EvmChain paying(long weiPerGas) {
        return new EvmChain(node, chainId, timeout, patience, confirmations, weiPerGas);
    }
}
