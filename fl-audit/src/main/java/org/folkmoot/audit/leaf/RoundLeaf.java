package org.folkmoot.audit.leaf;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.ReplayClass;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * The proof of one attempt at a round: what ran, on what, with whom, and what came of it. An abandoned attempt leaves one
 * too, and changes neither state nor model.
 *
 * <p>Non-guarantees: it does not show that inputs were honest; its times are claims of the coordinator, the order of the
 * log is not.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param attempt round and attempt
 * @param outcome how it ended
 * @param reason why it was abandoned, as a word; empty where it was committed
 * @param program what ran
 * @param state digests of the state before and after
 * @param model digests of the model before and after
 * @param participants who took part, in numbers and commitments
 * @param totalWeight sum of the weights of the included contributions
 * @param privacy the mechanism that bounds what leaks
 * @param taints words for what weakens the round, such as {@value #CLEAR_UPDATES}; sorted, unique
 * @param evaluation measurements of the new model
 * @param clock when it ran, by the coordinator's clock
 */
public record RoundLeaf(
        FederationId federation,
        Digest previous,
        AttemptId attempt,
        Outcome outcome,
        String reason,
        Program program,
        Change state,
        Change model,
        Participants participants,
        long totalWeight,
        Privacy privacy,
        List<String> taints,
        List<Measurement> evaluation,
        Interval clock)
        implements LogLeaf {
    /** The taint of rounds in which the coordinator saw single updates. */
    public static final String CLEAR_UPDATES = "clear-updates";

    private static final String WORD = "[a-z0-9]+(-[a-z0-9]+)*";

    /** Rejects what contradicts itself. */
    public RoundLeaf {
        taints = List.copyOf(taints);
        evaluation = List.copyOf(evaluation);
        requireReason(outcome, reason);
        requireWords(taints);
        if (outcome == Outcome.ABANDONED && !(state.isNone() && model.isNone())) {
            throw new IllegalArgumentException(
                    "after: differs from before (expected: an abandoned attempt changes nothing)");
        }
        if (outcome == Outcome.COMMITTED) {
            participants.requireCommittable();
        }
        if (outcome == Outcome.ABANDONED && (totalWeight != 0 || !evaluation.isEmpty())) {
            throw new IllegalArgumentException("totalWeight: " + totalWeight + ", measurements: " + evaluation.size()
                    + " (expected: none of an abandoned attempt)");
        }
        if (evaluation.stream().map(Measurement::metric).distinct().count() != evaluation.size()) {
            throw new IllegalArgumentException("evaluation: " + evaluation + " (expected: each metric once)");
        }
        long leastWeight = outcome == Outcome.COMMITTED ? participants.included() : 0;
        if (totalWeight < leastWeight) {
            throw new IllegalArgumentException("totalWeight: " + totalWeight + " (expected: >= " + leastWeight + ")");
        }
    }

    /** {@return a builder, which names what is missing when it builds} */
    public static RoundLeafBuilder builder() {
        return RoundLeafBuilder.create();
    }

    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.of(previous);
    }

    /** {@return whether the attempt changed the state} */
    public boolean isCommitted() {
        return outcome == Outcome.COMMITTED;
    }

    private static void requireReason(Outcome outcome, String reason) {
        boolean fits = outcome == Outcome.COMMITTED ? reason.isEmpty() : reason.matches(WORD);
        if (!fits) {
            throw new IllegalArgumentException("reason: \"" + reason
                    + "\" (expected: empty for a committed attempt, words of a-z 0-9 joined by dashes for another)");
        }
    }

    private static void requireWords(List<String> taints) {
        String last = "";
        for (String taint : taints) {
            if (!taint.matches(WORD) || taint.compareTo(last) <= 0) {
                throw new IllegalArgumentException("taints: " + taints + " (expected: words, sorted, unique)");
            }
            last = taint;
        }
    }

    /** How an attempt ended. */
    public enum Outcome {
        /** The new state holds. */
        COMMITTED,
        /** The old state holds. */
        ABANDONED
    }

    /**
     * What an attempt ran.
     *
     * @param digest of the whole program, which an earlier leaf authorises
     * @param collection as the program says
     * @param replay as the program says
     */
    public record Program(Digest digest, CollectionKind collection, ReplayClass replay) {}

    /**
     * Digests before and after an attempt.
     *
     * @param before what the attempt started from
     * @param after what holds after it
     */
    public record Change(Digest before, Digest after) {
        /** {@return no change} */
        public static Change none(Digest digest) {
            return new Change(digest, digest);
        }

        /** {@return whether nothing changed} */
        public boolean isNone() {
            return before.equals(after);
        }
    }

    /**
     * Who took part: numbers, and commitments to one record per invited client. An attempt that was abandoned before its
     * records were gathered commits to none, and then says of nobody what became of them.
     *
     * @param registryCount members registered when the attempt was opened
     * @param registryRoot root over them
     * @param invited clients drawn
     * @param submitted clients that sent a contribution
     * @param included contributions that count
     * @param rejected clients whose contribution does not count, by reason; no zeroes
     * @param records commitment to the records
     */
    public record Participants(
            int registryCount,
            Digest registryRoot,
            int invited,
            int submitted,
            int included,
            SortedMap<RejectionReason, Integer> rejected,
            Records records) {
        /** Rejects counts that do not add up. */
        public Participants {
            rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
            long refused =
                    rejected.values().stream().mapToLong(Integer::longValue).sum();
            boolean sane = invited >= 1
                    && invited <= registryCount
                    && included >= 0
                    && included <= submitted
                    && submitted <= invited
                    && rejected.values().stream().allMatch(count -> count >= 1);
            boolean none = records.count() == 0 && submitted == 0 && refused == 0;
            boolean all = records.count() == invited && included + refused == invited;
            if (!sane || !(none || all)) {
                throw new IllegalArgumentException("participants: " + invited + " invited of " + registryCount + ", "
                        + submitted + " submitted, " + included + " included, rejected " + rejected + ", "
                        + records.count() + " records (expected: invited = included + rejected = records)");
            }
        }

        private void requireCommittable() {
            if (included < 1) {
                throw new IllegalArgumentException("included: 0 (expected: >= 1 in a committed attempt)");
            }
        }
    }

    /**
     * Commits to the client records of an attempt, which stay off the log.
     *
     * @param root RFC 6962 root over the canonical bytes of the records, sorted by pseudonym
     * @param count number of records
     * @param sha256 of the canonical array of all records; the name of their blob
     */
    public record Records(Digest root, int count, Digest sha256) {
        /** Rejects negative counts, and a root over nothing that is not the empty root. */
        public Records {
            if (count < 0 || (count == 0) != root.equals(MerkleHash.emptyRoot())) {
                throw new IllegalArgumentException("records: " + count + " under root " + root.abbreviated()
                        + " (expected: the empty root for none, and for none only)");
            }
        }

        /** {@return the commitment to these records} */
        public static Records of(RecordSet records) {
            return new Records(records.root(), records.size(), records.sha256());
        }
    }

    /**
     * The mechanism that bounds what an attempt leaks.
     *
     * @param mechanism its name; {@code none} is the only one of version 1
     */
    public record Privacy(String mechanism) {
        /** Rejects mechanisms that version 1 does not know. */
        public Privacy {
            if (!mechanism.equals("none")) {
                throw new IllegalArgumentException("mechanism: " + mechanism + " (expected: none)");
            }
        }

        /** {@return no mechanism} */
        public static Privacy none() {
            return new Privacy("none");
        }
    }

    /**
     * One measurement of the new model, as the coordinator claims it.
     *
     * @param metric what was measured, 1 to 64 printable ASCII characters such as {@code accuracy}
     * @param value plain decimal number, as text
     * @param examples how many examples it was measured on
     * @param data commitment to these examples
     */
    public record Measurement(String metric, String value, long examples, Digest data) {
        /** Rejects metrics that are no short plain text and values that are no plain decimals. */
        public Measurement {
            if (!metric.matches("[\\x20-\\x7e]{1,64}")) {
                throw new IllegalArgumentException(
                        "metric: \"" + metric + "\" (expected: 1 to 64 printable ASCII characters)");
            }
            if (!value.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
                throw new IllegalArgumentException("value: \"" + value + "\" (expected: a plain decimal number)");
            }
            if (examples < 0) {
                throw new IllegalArgumentException("examples: " + examples + " (expected: >= 0)");
            }
        }
    }

    /**
     * Times in milliseconds since 1970-01-01T00:00Z.
     *
     * @param opened when the attempt was opened
     * @param closed when it ended
     */
    public record Interval(long opened, long closed) {
        /** Rejects intervals that end before they start. */
        public Interval {
            if (opened < 0 || closed < opened) {
                throw new IllegalArgumentException(
                        "clock: " + opened + " to " + closed + " (expected: 0 <= opened <= closed)");
            }
        }
    }
}
