package org.folkmoot.audit.disclosure;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ReplayClass;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundReplayer.Replayed;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.CanonicalState;
import org.jspecify.annotations.Nullable;

/**
 * Does the arithmetic of committed rounds again, from the initial state on. Only the initial state is read; each later one
 * is what the round before gave, which has the digest that the log names or the replay ends.
 *
 * <p>Holds one state and one update at a time.
 */
public final class Replay {
    private final Inputs inputs;
    private final ParameterLayout layout;
    private final Digest initialState;
    private final Digest initialModel;
    private final Map<String, RoundReplayer> replayers = new TreeMap<>();
    private @Nullable RoundState state;

    /** Starts at the state that the charter names. */
    public Replay(Inputs inputs, CharterLeaf charter) {
        this.inputs = inputs;
        this.layout = charter.layout();
        this.initialState = charter.initialState();
        this.initialModel = charter.initialModel();
        for (RoundReplayer replayer : ServiceLoader.load(RoundReplayer.class, Replay.class.getClassLoader())) {
            for (String id : replayer.ruleIds()) {
                replayers.putIfAbsent(id, replayer);
            }
        }
    }

    /** Replays one committed round, given its records; {@code where} names it in reports. */
    public void round(RoundLeaf leaf, RoundProgram program, RecordSet records, String where)
            throws InvalidProofException {
        RoundReplayer replayer = replayer(program, where);
        RoundState before = state;
        if (before == null) {
            before = new StateReader(inputs, layout).load(initialState, initialModel, "initial state");
        }
        Replayed replayed = replay(replayer, program, leaf.attempt().round(), before, records, where);
        state = replayed.state();
        if (replayed.totalWeight() != leaf.totalWeight()) {
            throw mismatch(where, "weight " + replayed.totalWeight(), leaf.totalWeight());
        }
        SortedMap<Digest, Treatment> recorded = new TreeMap<>();
        records.records()
                .forEach(record -> record.treatment().ifPresent(each -> recorded.put(record.pseudonym(), each)));
        if (!replayed.treatments().equals(recorded)) {
            throw mismatch(where, "treatments " + replayed.treatments(), recorded);
        }
        Digest found = CanonicalState.digest(state);
        if (!found.equals(leaf.state().after())) {
            throw mismatch(where, "state " + found, leaf.state().after());
        }
        Digest model = state.model().digest();
        if (!model.equals(leaf.model().after())) {
            throw mismatch(where, "model " + model, leaf.model().after());
        }
    }

    /**
     * Goes on from an earlier state. It is read from the inputs: that a round gave it was seen before, and the chain rules
     * say that it is that round's.
     */
    public void restore(RollbackLeaf leaf) throws InvalidProofException {
        state = new StateReader(inputs, layout)
                .load(leaf.state().after(), leaf.model().after(), "round " + leaf.round() + " (rollback)");
    }

    private RoundReplayer replayer(RoundProgram program, String where) throws InvalidProofException {
        if (program.replay() == ReplayClass.NONE || !program.collection().showsSingleUpdates()) {
            throw new InvalidProofException(
                    FailureKind.NOT_REPLAYABLE,
                    where,
                    "the program's collection is " + program.collection() + " and its replay class " + program.replay()
                            + " (expected: clear updates that somebody can replay)");
        }
        String id = program.rule().id();
        RoundReplayer replayer = replayers.get(id);
        if (replayer == null) {
            throw new InvalidProofException(
                    FailureKind.NOT_REPLAYABLE, where, "rule " + id + " (known here: " + replayers.keySet() + ")");
        }
        return replayer;
    }

    private Replayed replay(
            RoundReplayer replayer, RoundProgram program, int round, RoundState before, RecordSet records, String where)
            throws InvalidProofException {
        try {
            Updates updates = new Updates(records.records(), replayer.updateLayout(program), where);
            return replayer.replay(program, round, before, updates);
        } catch (UnusableUpdate e) {
            throw e.failure;
        } catch (UnknownRuleException e) {
            throw new InvalidProofException(FailureKind.NOT_REPLAYABLE, where, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE, where, "replay needs room for the updates: " + e.getMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidProofException(
                    FailureKind.REPLAY_MISMATCH, where, "an input does not fit: " + e.getMessage(), e);
        }
    }

    private static InvalidProofException mismatch(String where, String found, Object expected) {
        return new InvalidProofException(
                FailureKind.REPLAY_MISMATCH, where, found + " recomputed (expected: " + expected + ")");
    }

    /** Reads the included updates one by one, in the order of their pseudonyms. */
    private final class Updates implements Iterator<ClearUpdate> {
        private final Iterator<SignedStatement> signed;
        private final ParameterLayout updates;
        private final String where;

        Updates(List<ClientRecord> records, ParameterLayout updates, String where) {
            this.updates = updates;
            this.signed = records.stream()
                    .filter(ClientRecord::isIncluded)
                    .map(record -> record.signed().orElseThrow())
                    .iterator();
            this.where = where;
        }

        @Override
        public boolean hasNext() {
            return signed.hasNext();
        }

        @Override
        public ClearUpdate next() {
            if (!hasNext()) {
                throw new NoSuchElementException("updates: no more");
            }
            SignedStatement next = signed.next();
            try {
                return new ClearUpdate(next, read(next.statement().payload()));
            } catch (InvalidProofException e) {
                throw new UnusableUpdate(e);
            }
        }

        private ParameterVector read(Digest payload) throws InvalidProofException {
            return VectorFiles.read(inputs, updates, payload, where)
                    .orElseThrow(() -> new InvalidProofException(
                            FailureKind.NOT_DISCLOSED, where, "update " + payload + " is not among the inputs"));
        }
    }

    /** Carries a failure through the replayer, which declares none. */
    private static final class UnusableUpdate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final InvalidProofException failure;

        UnusableUpdate(InvalidProofException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
