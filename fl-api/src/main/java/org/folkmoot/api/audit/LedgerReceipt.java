package org.folkmoot.api.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.folkmoot.api.Bytes;

/**
 * A ledger's word that it held a tree; {@link LedgerAdapter#verify} tells, at any later time, whether that is so.
 *
 * @param ledger the ledger's name
 * @param tree what it held when it answered
 * @param position place in the order of all that it accepts, where it keeps one
 * @param time when it accepted the tree, where it has a clock of its own
 * @param evidence what proves it, in the ledger's own form; empty where the ledger has to be asked
 */
public record LedgerReceipt(
        String ledger, TreeHead tree, OptionalLong position, Optional<Instant> time, Bytes evidence) {
    /** Rejects nulls. */
    public LedgerReceipt {
        requireNonNull(ledger, "ledger");
        requireNonNull(tree, "tree");
        requireNonNull(position, "position");
        requireNonNull(time, "time");
        requireNonNull(evidence, "evidence");
    }
}
