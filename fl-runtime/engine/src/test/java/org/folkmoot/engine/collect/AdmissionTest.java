package org.folkmoot.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.program.ProgramCompiler;
import org.folkmoot.engine.program.ProgramRequest;
import org.folkmoot.testkit.FailingTrainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has counted once does not count again, in this attempt or in a later one of a window. */
class AdmissionTest {
    private static final FederationId FEDERATION = new FederationId("farms");
    private static final AttemptId EARLIER = AttemptId.first(4);
    private static final AttemptId PRESENT = AttemptId.first(5);
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final Member MEMBER = Member.of(FEDERATION, KEY.publicKey());
    private static final SignedCheckpoint SHOWN =
            new SignedCheckpoint("log", 9, Digest.sha256(new byte[] {2}), Bytes.utf8("note"));
    private static final RoundProgram PROGRAM = ProgramCompiler.compile(new ProgramRequest(
            LAYOUT,
            List.of(FederationClient.of("anna", FailingTrainer.declining(LAYOUT))),
            AggregationStrategy.of(FedAvg.weighted().maxAbs(8)),
            LocalTraining.sgd(1, 1, 0.1),
            CollectionKind.CLEAR,
            Participation.all(),
            Disclosure.auditor(),
            1));
    private static final Map<AttemptId, Intake> INTAKES = Map.of(EARLIER, intake(EARLIER), PRESENT, intake(PRESENT));

    private final Set<Admission.Contributed> counted = new HashSet<>();
    private RoundFold fold;

    @BeforeEach
    void begin() throws IOException {
        fold = RoundFold.of(PROGRAM);
        beginRound();
    }

    @AfterEach
    void end() throws IOException {
        fold.close();
    }

    @Test
    void countsAContributionOnce() throws IOException {
        Answer first = admission(PRESENT).admit(MEMBER, update(PRESENT), stopwatch());
        Answer again = admission(PRESENT).admit(MEMBER, update(PRESENT), stopwatch());

        assertThat(first).isInstanceOf(Answer.Included.class);
        assertRefused(again);
        assertThat(fold.count()).isEqualTo(1);
    }

    @Test
    void countsNoContributionAgainInALaterAttempt() throws IOException {
        Answer first = admission(EARLIER).admit(MEMBER, update(EARLIER), stopwatch());
        beginRound();
        Answer again = admission(PRESENT).admit(MEMBER, update(EARLIER), stopwatch());

        assertThat(first).isInstanceOf(Answer.Included.class);
        assertRefused(again);
        assertThat(fold.count()).isZero();
    }

    @Test
    void countsALateContributionThatHasNotCounted() throws IOException {
        Answer late = admission(PRESENT).admit(MEMBER, update(EARLIER), stopwatch());

        assertThat(late).isInstanceOf(Answer.Included.class);
    }

    @Test
    void forgetsNothingOfWhatItRefused() throws IOException {
        ClearUpdate other = new ClearUpdate(update(PRESENT).signed(), ParameterVector.of(LAYOUT, new float[3]));
        Answer swapped = admission(PRESENT).admit(MEMBER, other, stopwatch());
        Answer honest = admission(PRESENT).admit(MEMBER, update(PRESENT), stopwatch());

        assertThat(((Answer.Rejected) swapped).reason()).isEqualTo(RejectionReason.PAYLOAD_MISMATCH);
        assertThat(honest).isInstanceOf(Answer.Included.class);
    }

    private void beginRound() throws IOException {
        fold.begin(Pipeline.of(PROGRAM).initialState(ParameterVector.zeros(LAYOUT)));
    }

    private Admission admission(AttemptId present) {
        return new Admission(
                said -> Optional.ofNullable(INTAKES.get(said.attempt())), intake(present), 8, fold, counted);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.WRONG_STATEMENT);
            assertThat(rejected.detail()).contains("has counted already");
        });
    }

    private static Stopwatch stopwatch() {
        return new Stopwatch(() -> 0);
    }

    private static Intake intake(AttemptId attempt) {
        return new Intake(
                FEDERATION,
                attempt,
                LAYOUT,
                CanonicalProgram.digest(PROGRAM),
                base(attempt),
                new Intake.Form(Optional.empty(), Digest.sha256()),
                SHOWN);
    }

    private static Digest base(AttemptId attempt) {
        return Digest.sha256(new byte[] {(byte) attempt.round()});
    }

    private static ClearUpdate update(AttemptId attempt) {
        ParameterVector delta = ParameterVector.of(LAYOUT, new float[] {1, -1, 2});
        ClientStatement said = new ClientStatement(
                FEDERATION,
                attempt,
                MEMBER.pseudonym(),
                base(attempt),
                CanonicalProgram.digest(PROGRAM),
                Digest.sha256(new byte[] {7}),
                SHOWN.size(),
                SHOWN.root(),
                12,
                delta.digest(),
                Digest.sha256(new byte[] {8}));
        Bytes signature = KEY.sign(CanonicalStatement.signingMessage(said));
        return new ClearUpdate(new SignedStatement(said, signature), delta);
    }
}
