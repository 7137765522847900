package org.folkmoot.audit.leaf;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Interval;
import org.folkmoot.audit.leaf.RoundLeaf.Measurement;
import org.folkmoot.audit.leaf.RoundLeaf.Outcome;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.leaf.RoundLeaf.Privacy;
import org.folkmoot.audit.leaf.RoundLeaf.Program;
import org.folkmoot.audit.leaf.RoundLeaf.Records;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link RoundLeaf} says. Counts, commitments and taints are taken from the records and the program, so
 * that they cannot disagree with them.
 */
public final class RoundLeafBuilder {
    private @Nullable FederationId federation;
    private @Nullable Digest previous;
    private @Nullable AttemptId attempt;
    private @Nullable Outcome outcome;
    private String reason = "";
    private @Nullable Program program;
    private @Nullable Change state;
    private @Nullable Change model;
    private @Nullable Registry registry;
    private @Nullable Participants participants;
    private long totalWeight;
    private final TreeSet<String> taints = new TreeSet<>();
    private List<Measurement> evaluation = List.of();
    private @Nullable Interval clock;

    private RoundLeafBuilder() {}

    /** {@return a builder with nothing set} */
    public static RoundLeafBuilder create() {
        return new RoundLeafBuilder();
    }

    /** Sets the chain: federation, previous leaf and registry, as they stand. */
    public RoundLeafBuilder after(FederationId id, Digest previousLeaf, Registry members) {
        federation = id;
        previous = previousLeaf;
        registry = members;
        return this;
    }

    /** {@return the taints that a program brings upon every round that runs it, sorted} */
    public static List<String> taintsOf(RoundProgram program) {
        return program.collection().showsSingleUpdates() ? List.of(RoundLeaf.CLEAR_UPDATES) : List.of();
    }

    /** Sets round and attempt. */
    public RoundLeafBuilder attempt(AttemptId value) {
        attempt = value;
        return this;
    }

    /** Sets what ran, and the taints that follow from it. */
    public RoundLeafBuilder program(RoundProgram value) {
        program = new Program(CanonicalProgram.digest(value), value.collection(), value.replay());
        taints.addAll(taintsOf(value));
        return this;
    }

    /** Says that the attempt was committed, from and to which state and model. */
    public RoundLeafBuilder committed(Change stateChange, Change modelChange) {
        outcome = Outcome.COMMITTED;
        reason = "";
        state = stateChange;
        model = modelChange;
        return this;
    }

    /** Says that the attempt was abandoned, why in a word, and which state and model still hold. */
    public RoundLeafBuilder abandoned(String why, Digest stateDigest, Digest modelDigest) {
        outcome = Outcome.ABANDONED;
        reason = why;
        state = Change.none(stateDigest);
        model = Change.none(modelDigest);
        return this;
    }

    /** Sets what became of every invited client, and how many of them sent a contribution; after {@link #after}. */
    public RoundLeafBuilder participants(RecordSet records, int submitted) {
        Registry members = required(registry, "after");
        Map<RejectionReason, Integer> rejected = records.rejected();
        participants = new Participants(
                members.size(),
                members.root(),
                records.size(),
                submitted,
                records.included(),
                new TreeMap<>(rejected),
                Records.of(records));
        return this;
    }

    /** Says that this many were invited and that it is not known what became of them; after {@link #after}. */
    public RoundLeafBuilder participantsUnknown(int invited) {
        Registry members = required(registry, "after");
        Records none = Records.of(RecordSet.of(List.of()));
        participants = new Participants(members.size(), members.root(), invited, 0, 0, new TreeMap<>(), none);
        return this;
    }

    /** Sets the sum of the weights of the included contributions. */
    public RoundLeafBuilder totalWeight(long value) {
        totalWeight = value;
        return this;
    }

    /** Adds words for what weakens the round beside what follows from the program. */
    public RoundLeafBuilder taints(Collection<String> words) {
        taints.addAll(words);
        return this;
    }

    /** Sets the measurements of the new model. */
    public RoundLeafBuilder evaluation(List<Measurement> values) {
        evaluation = List.copyOf(values);
        return this;
    }

    /** Sets when the attempt ran, in milliseconds since 1970-01-01T00:00Z. */
    public RoundLeafBuilder clock(long opened, long closed) {
        clock = new Interval(opened, closed);
        return this;
    }

    /**
     * {@return the leaf}
     *
     * @throws IllegalStateException if something was not set
     */
    public RoundLeaf build() {
        return new RoundLeaf(
                required(federation, "after"),
                required(previous, "after"),
                required(attempt, "attempt"),
                required(outcome, "committed or abandoned"),
                reason,
                required(program, "program"),
                required(state, "committed or abandoned"),
                required(model, "committed or abandoned"),
                required(participants, "participants"),
                totalWeight,
                Privacy.none(),
                List.copyOf(taints),
                evaluation,
                required(clock, "clock"));
    }

    private static <T> T required(@Nullable T value, String method) {
        if (value == null) {
            throw new IllegalStateException(method + ": not called (expected: before this)");
        }
        return value;
    }
}
