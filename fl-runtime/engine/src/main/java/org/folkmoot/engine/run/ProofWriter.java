package org.folkmoot.engine.run;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.attempt.Abandoned;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Answers;
import org.folkmoot.engine.attempt.Committed;
import org.folkmoot.engine.attempt.Gated;
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
    private final Receipts receipts;
    private final SecureRandom random;

    ProofWriter(FederationSetup setup, TransparencyLog log, ChainLog chainLog, Receipts receipts, SecureRandom random) {
        this.setup = setup;
        this.log = log;
        this.chainLog = chainLog;
        this.states = new StateStore(log.inputs());
        this.receipts = receipts;
        this.random = random;
    }

    /**
     * What an attempt's end is written from, beside its phase.
     *
     * @param before the state before it
     * @param cohort the invited members
     * @param totalWeight of the contributions that count
     * @param openedMillis when it was opened
     * @param receivedBytes size of the contributions that arrived
     */
    record Ending(
            RoundState before,
            SortedMap<ClientId, Member> cohort,
            long totalWeight,
            long openedMillis,
            long receivedBytes) {}

    RoundSummary commit(Gated gated, Ending ending, Stopwatch stopwatch) throws IOException {
        CanonicalState after = states.save(gated.after());
        RecordSet records = store(gated.answers(), ending);
        stopwatch.book(Stopwatch.Part.FORCING);
        RoundLeafBuilder leaf = start(gated.id(), records, gated.answers())
                .committed(
                        new RoundLeaf.Change(chainLog.chain().state(), after.digest()),
                        new RoundLeaf.Change(chainLog.chain().model(), after.model()))
                .totalWeight(ending.totalWeight())
                .evaluation(measurements(gated.evaluation()));
        LeafReceipt receipt = append(leaf, ending);
        stopwatch.book(Stopwatch.Part.SIGNING);
        Committed committed = gated.committed(receipt);
        receipts.send(committed.id(), receipt, records, ending.cohort());
        return new RoundSummary(
                committed.id(),
                Optional.empty(),
                included(committed.answers()),
                new TreeMap<>(committed.answers().rejected()),
                after.model(),
                committed.evaluation(),
                receipt,
                ending.receivedBytes(),
                stopwatch.timings());
    }

    RoundSummary abandon(Abandoned abandoned, Ending ending, Stopwatch stopwatch) throws IOException {
        boolean settled = abandoned.answers().missing().isEmpty();
        RecordSet records = settled ? store(abandoned.answers(), ending) : RecordSet.of(List.of());
        stopwatch.book(Stopwatch.Part.FORCING);
        RoundLeafBuilder leaf = settled
                ? start(abandoned.id(), records, abandoned.answers())
                : startUnknown(chainLog, abandoned.id(), setup.program());
        leaf.abandoned(
                abandoned.reason().word(),
                chainLog.chain().state(),
                chainLog.chain().model());
        LeafReceipt receipt = append(leaf, ending);
        stopwatch.book(Stopwatch.Part.SIGNING);
        receipts.send(abandoned.id(), receipt, records, ending.cohort());
        return new RoundSummary(
                abandoned.id(),
                Optional.of(abandoned.reason()),
                included(abandoned.answers()),
                new TreeMap<>(abandoned.answers().rejected()),
                chainLog.chain().model(),
                Optional.empty(),
                receipt,
                ending.receivedBytes(),
                stopwatch.timings());
    }

    /** Ends an attempt of which nothing is known but that it was opened, and under which program. */
    static LeafReceipt abandonUnknown(
            ChainLog chainLog, AttemptId attempt, RoundProgram program, String reason, long now) throws IOException {
        RoundLeafBuilder leaf = startUnknown(chainLog, attempt, program)
                .abandoned(reason, chainLog.chain().state(), chainLog.chain().model())
                .clock(now, now);
        return chainLog.append(leaf.build());
    }

    private RoundLeafBuilder start(AttemptId id, RecordSet records, Answers answers) {
        int submitted = (int) answers.byClient().values().stream()
                .filter(answer -> answer instanceof Answer.Included
                        || (answer instanceof Answer.Rejected rejected && rejected.signed() != null))
                .count();
        return RoundLeaf.builder()
                .after(chainLog.chain())
                .attempt(id)
                .program(setup.program())
                .participants(records, submitted);
    }

    private static RoundLeafBuilder startUnknown(ChainLog chainLog, AttemptId id, RoundProgram program) {
        int registered = chainLog.chain().registry().size();
        return RoundLeaf.builder()
                .after(chainLog.chain())
                .attempt(id)
                .program(program)
                .participantsUnknown(CohortDraw.of(program.participation()).size(registered));
    }

    private LeafReceipt append(RoundLeafBuilder leaf, Ending ending) throws IOException {
        long closed = Math.max(ending.openedMillis(), setup.clock().millis());
        return chainLog.append(leaf.clock(ending.openedMillis(), closed).build());
    }

    private RecordSet store(Answers answers, Ending ending) throws IOException {
        List<ClientRecord> records = new ArrayList<>();
        for (Map.Entry<ClientId, Member> invited : ending.cohort().entrySet()) {
            Answer answer = Optional.ofNullable(answers.byClient().get(invited.getKey()))
                    .orElseThrow(() -> new AssertionError("records are made when everybody is settled"));
            records.add(record(invited.getValue().pseudonym(), answer));
        }
        RecordSet set = RecordSet.of(records);
        log.inputs().put(set.bytes());
        log.inputs().force();
        return set;
    }

    private ClientRecord record(Digest pseudonym, Answer answer) {
        byte[] salt = new byte[Digest.BYTES];
        random.nextBytes(salt);
        if (answer instanceof Answer.Included included) {
            return ClientRecord.included(included.signed(), Digest.of(salt));
        }
        Answer.Rejected rejected = (Answer.Rejected) answer;
        RejectionReason reason = rejected.reason();
        SignedStatement signed = rejected.signed();
        return signed == null
                ? ClientRecord.rejected(pseudonym, reason, Digest.of(salt))
                : ClientRecord.rejected(pseudonym, reason, Digest.of(salt), signed);
    }

    private List<RoundLeaf.Measurement> measurements(Optional<Evaluation> evaluation) {
        List<RoundLeaf.Measurement> measurements = new ArrayList<>();
        if (evaluation.isPresent() && setup.evaluator().isPresent()) {
            Digest data = setup.evaluator().get().dataDigest();
            evaluation.get().metrics().forEach((metric, value) -> {
                if (Double.isFinite(value)) {
                    measurements.add(new RoundLeaf.Measurement(
                            metric, Decimals.shortest(value), evaluation.get().examples(), data));
                }
            });
        }
        return measurements;
    }

    private static SortedSet<ClientId> included(Answers answers) {
        SortedSet<ClientId> included = new TreeSet<>();
        answers.byClient().forEach((client, answer) -> {
            if (answer instanceof Answer.Included) {
                included.add(client);
            }
        });
        return included;
    }
}
