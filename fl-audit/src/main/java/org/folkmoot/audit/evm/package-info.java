/**
 * Anchors checkpoints in a contract on an Ethereum chain, with a small client of our own.
 *
 * <p>Start reading at {@link org.folkmoot.audit.evm.EvmLedger}; then {@link org.folkmoot.audit.evm.AnchorContract} (what
 * the contract is asked), {@code Sender} (how a transaction gets into a block) and {@code JsonRpc} (how a node is asked).
 * The contract is {@code src/main/solidity/CheckpointAnchor.sol}; the resource {@code CheckpointAnchor.json} holds its
 * bytecode with the SHA-256 of that source.
 */
@NullMarked
package org.folkmoot.audit.evm;

import org.jspecify.annotations.NullMarked;
