package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.engine.attempt.Abandoned;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Answers;
import org.folkmoot.engine.attempt.Decided;
import org.folkmoot.engine.attempt.Gated;
import org.folkmoot.engine.collect.Stopwatch;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.StateStore;

/**
 * Makes the end of an attempt durable: first the state and the records that the proof commits to, then the proof. When
 * a method returns, the attempt has ended for good.
 */
final class ProofWriter {
    private final FederationSetup setup;
    private final TransparencyLog log;
    private final ChainLog chainLog;
    private final StateStore states;

    ProofWriter(FederationSetup setup, TransparencyLog log, ChainLog chainLog) {
        this.setup = setup;
        this.log = log;
        this.chainLog = chainLog;
        this.states = new StateStore(log.inputs());
    }

    /**
     * What an attempt's end is written from, beside its phase.
     *
     * @param cohort the invited members
     * @param totalWeight of the contributions that count
     * @param openedMillis when it was opened
     */
    record Ending(SortedMap<ClientId, Member> cohort, long totalWeight, long openedMillis) {}

    /**
     * The proof of an attempt, and what it commits to.
     *
     * @param receipt where the proof stands
     * @param records how each invited client fared; empty where that is not known
     * @param model digest of the model after the attempt
     */
    record Written(LeafReceipt receipt, RecordSet records, Digest model) {}

    /** {@return the proof of this end, durable} */
    Written write(Decided decided, Ending ending, Stopwatch stopwatch) throws IOException {
        Optional<CanonicalState> after = save(decided);
        RecordSet records = store(decided.answers(), ending);
        stopwatch.book(Stopwatch.Part.FORCING);
        RoundLeafBuilder leaf = start(decided, records);
        if (decided instanceof Gated gated && after.isPresent()) {
            commit(leaf, after.get(), ending, gated.evaluation());
        }
        if (decided instanceof Abandoned abandoned) {
            leaf.abandoned(
                    abandoned.reason().word(),
                    chainLog.chain().state(),
                    chainLog.chain().model());
        }
        long now = setup.sources().clock().millis();
        leaf.clock(ending.openedMillis(), Math.max(ending.openedMillis(), now));
        LeafReceipt receipt = chainLog.append(leaf.build());
        stopwatch.book(Stopwatch.Part.SIGNING);
        return new Written(receipt, records, chainLog.chain().model());
    }

    /** Ends an attempt of which nothing is known but that it was opened, and under which program. */
    static LeafReceipt abandonUnknown(
            ChainLog chainLog, AttemptId attempt, RoundProgram program, String reason, long now) throws IOException {
        RoundLeafBuilder leaf = startUnknown(chainLog, attempt, program)
                .abandoned(reason, chainLog.chain().state(), chainLog.chain().model())
                .clock(now, now);
        return chainLog.append(leaf.build());
    }

    private Optional<CanonicalState> save(Decided decided) throws IOException {
        return decided instanceof Gated gated ? Optional.of(states.save(gated.after())) : Optional.empty();
    }

    private void commit(RoundLeafBuilder leaf, CanonicalState after, Ending ending, Optional<Evaluation> evaluation) {
        leaf.committed(
                        new RoundLeaf.Change(chainLog.chain().state(), after.digest()),
                        new RoundLeaf.Change(chainLog.chain().model(), after.model()))
                .totalWeight(ending.totalWeight())
                .evaluation(measurements(evaluation));
    }

    private RoundLeafBuilder start(Decided decided, RecordSet records) {
        if (!isKnown(decided.answers())) {
            return startUnknown(chainLog, decided.id(), setup.program());
        }
        int submitted = (int) decided.answers().byClient().values().stream()
                .filter(answer -> answer instanceof Answer.Included
                        || (answer instanceof Answer.Rejected rejected && rejected.signed() != null))
                .count();
        return chainLog.chain()
                .nextRound()
                .attempt(decided.id())
                .program(setup.program())
                .participants(records, submitted);
    }

    private static RoundLeafBuilder startUnknown(ChainLog chainLog, AttemptId id, RoundProgram program) {
        int registered = chainLog.chain().registry().size();
        return chainLog.chain()
                .nextRound()
                .attempt(id)
                .program(program)
                .participantsUnknown(CohortDraw.of(program.participation()).size(registered));
    }

    /** An attempt that ended before everybody was heard of has no records: what is not known is not claimed. */
    private static boolean isKnown(Answers answers) {
        return answers.count() > 0 && answers.isComplete();
    }

    private RecordSet store(Answers answers, Ending ending) throws IOException {
        List<ClientRecord> records = new ArrayList<>();
        SortedMap<ClientId, Answer> byClient = answers.byClient();
        for (Map.Entry<ClientId, Member> invited : ending.cohort().entrySet()) {
            Answer answer = byClient.get(invited.getKey());
            if (isKnown(answers) && answer instanceof Answer.Included included) {
                records.add(ClientRecord.included(included.signed(), included.treatment(), salt()));
            }
            if (isKnown(answers) && answer instanceof Answer.Rejected rejected) {
                records.add(record(invited.getValue().pseudonym(), rejected));
            }
        }
        RecordSet set = RecordSet.of(records);
        if (!records.isEmpty()) {
            log.inputs().put(set.bytes());
        }
        log.inputs().force();
        return set;
    }

    private ClientRecord record(Digest pseudonym, Answer.Rejected rejected) {
        SignedStatement signed = rejected.signed();
        return signed == null
                ? ClientRecord.rejected(pseudonym, rejected.reason(), salt())
                : ClientRecord.rejected(pseudonym, rejected.reason(), salt(), signed);
    }

    private Digest salt() {
        byte[] salt = new byte[Digest.BYTES];
        setup.sources().random().nextBytes(salt);
        return Digest.of(salt);
    }

    private List<RoundLeaf.Measurement> measurements(Optional<Evaluation> evaluation) {
        List<RoundLeaf.Measurement> measurements = new ArrayList<>();
        if (evaluation.isPresent() && setup.plan().evaluator().isPresent()) {
            Digest data = setup.plan().evaluator().get().dataDigest();
            evaluation.get().metrics().forEach((metric, value) -> {
                if (Double.isFinite(value)) {
                    measurements.add(new RoundLeaf.Measurement(
                            metric, Decimals.shortest(value), evaluation.get().examples(), data));
                }
            });
        }
        return measurements;
    }
}
