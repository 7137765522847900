package org.folkmoot.audit.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from: every step from the charter to it, with what each ran, on whom, and what it spent.
 *
 * <p>Taken from leaves that were verified before; it verifies nothing itself. What was rolled back is no part of the
 * lineage of what came after. Memory is O(rounds), a few hundred bytes each. For one thread at a time.
 */
public final class Lineage {
    private final NavigableMap<Integer, Step> steps = new TreeMap<>();
    private final Map<Digest, Long> programs = new TreeMap<>();
    private @Nullable Founding founding;

    /**
     * What it starts from.
     *
     * @param federation the federation
     * @param charter leaf hash of the charter
     * @param model digest of the initial model
     */
    public record Founding(String federation, Digest charter, Digest model) {}

    /**
     * One step.
     *
     * @param number the number of the round, or the one that a rollback took
     * @param leaf where it stands in the log
     * @param leafHash hash of its leaf
     * @param parent the number of the step that it started from; 0 for the charter
     * @param model digest of the model that it gave
     * @param round what it ran and on whom; empty for a rollback
     */
    public record Step(int number, long leaf, Digest leafHash, int parent, Digest model, Optional<Ran> round) {}

    /**
     * What a round ran.
     *
     * @param program digest of the program
     * @param authorisedBy the leaf that authorises it
     * @param members root over all members
     * @param records root over what became of each invited client
     * @param included contributions that count
     * @param privacy the mechanism that bounds what leaks
     * @param taints what weakens it
     */
    public record Ran(
            Digest program,
            long authorisedBy,
            Digest members,
            Digest records,
            int included,
            String privacy,
            List<String> taints) {
        /** Copies the taints. */
        public Ran {
            taints = List.copyOf(taints);
        }
    }

    /** Takes the next leaf of the log. */
    public void note(long index, Digest hash, LogLeaf leaf) {
        if (leaf instanceof CharterLeaf charter) {
            founding = new Founding(charter.federation().value(), hash, charter.initialModel());
        }
        if (leaf instanceof ProgramLeaf program) {
            programs.putIfAbsent(program.digest(), index);
        }
        if (leaf instanceof RollbackLeaf rollback) {
            Digest model = rollback.model().after();
            steps.put(
                    rollback.round(),
                    new Step(rollback.round(), index, hash, rollback.target(), model, Optional.empty()));
        }
        if (leaf instanceof RoundLeaf round && round.isCommitted()) {
            int number = round.attempt().round();
            Digest model = round.model().after();
            steps.put(number, new Step(number, index, hash, number - 1, model, Optional.of(ran(round))));
        }
    }

    private Ran ran(RoundLeaf leaf) {
        Digest program = leaf.program().digest();
        return new Ran(
                program,
                programs.getOrDefault(program, -1L),
                leaf.participants().registryRoot(),
                leaf.participants().records().root(),
                leaf.participants().included(),
                leaf.privacy().mechanism(),
                leaf.taints());
    }

    /** {@return what it starts from, once the charter was taken} */
    public Optional<Founding> founding() {
        return Optional.ofNullable(founding);
    }

    /** {@return the number of the last step, 0 for none} */
    public int last() {
        return steps.isEmpty() ? 0 : steps.lastKey();
    }

    /**
     * {@return the steps from this one back to the charter, newest first}
     *
     * @param number a round that was committed, or the number of a rollback
     * @throws IllegalArgumentException if there is none
     */
    public List<Step> of(int number) {
        List<Step> back = new ArrayList<>();
        for (int at = number; at > 0; ) {
            Step step = steps.get(at);
            if (step == null) {
                throw new IllegalArgumentException("round: " + at + " (expected: one that was committed)");
            }
            back.add(step);
            at = step.parent();
        }
        return back;
    }
}
