package org.folkmoot.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.LinearFold;
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
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final FederationId FEDERATION = new FederationId("farms");
    private static final AttemptId ATTEMPT = new AttemptId(4, 2);
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 3));
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final Member MEMBER = Member.of(FEDERATION, KEY.publicKey());
    private static final Digest BASE = Digest.sha256(new byte[] {1});
    private static final Digest OTHER = Digest.sha256(new byte[] {2});
    private static final double MAX_ABS = 8;
    private static final SignedCheckpoint SHOWN = new SignedCheckpoint("log", 9, OTHER, Bytes.utf8("note"));
    private static final RoundProgram PROGRAM = ProgramCompiler.compile(new ProgramRequest(
            LAYOUT,
            List.of(FederationClient.of("anna", FailingTrainer.declining(LAYOUT))),
            AggregationStrategy.of(FedAvg.weighted().maxAbs(MAX_ABS)),
            LocalTraining.sgd(1, 1, 0.1),
            CollectionKind.CLEAR,
            Participation.all(),
            Disclosure.auditor(),
            1));
    private static final Intake.Form PLAIN = new Intake.Form(Optional.empty(), Digest.sha256());
    private static final Intake INTAKE =
            new Intake(FEDERATION, ATTEMPT, LAYOUT, CanonicalProgram.digest(PROGRAM), BASE, PLAIN, SHOWN);
    private static final ParameterVector DELTA = ParameterVector.of(LAYOUT, new float[] {1, -8, 8});

    @Test
    void letsAnHonestUpdateIn() {
        assertThat(INTAKE.objection(MEMBER, update(Said.honest(), DELTA))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, (1L << 53) - 1})
    void letsTheLeastAndTheLargestCountIn(long examples) {
        assertThat(INTAKE.objection(MEMBER, update(Said.honest().examples(examples), DELTA)))
                .isEmpty();
    }

    static Stream<Arguments> lies() {
        Said honest = Said.honest();
        return Stream.of(
                lie("another federation", honest.federation("other"), RejectionReason.WRONG_STATEMENT),
                lie("an earlier attempt", honest.attempt(new AttemptId(4, 1)), RejectionReason.WRONG_STATEMENT),
                lie("an earlier round", honest.attempt(new AttemptId(3, 2)), RejectionReason.WRONG_STATEMENT),
                lie("another program", honest.program(OTHER), RejectionReason.WRONG_STATEMENT),
                lie("another base model", honest.base(OTHER), RejectionReason.WRONG_STATEMENT),
                lie("another client's pseudonym", honest.pseudonym(OTHER), RejectionReason.WRONG_STATEMENT),
                lie("a smaller log", honest.seen(8, OTHER), RejectionReason.FORKED_LOG),
                lie("a forked log", honest.seen(9, BASE), RejectionReason.FORKED_LOG),
                lie("no examples", honest.examples(0), RejectionReason.BAD_WEIGHT),
                lie("negative examples", honest.examples(-1), RejectionReason.BAD_WEIGHT),
                lie("least count", honest.examples(1 - (1L << 53)), RejectionReason.BAD_WEIGHT));
    }

    private static Arguments lie(String name, Said said, RejectionReason reason) {
        return Arguments.of(name, said, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void rejectsAStatementWithTheNamedReasonAndKeepsIt(String name, Said said, RejectionReason reason) {
        ClearUpdate update = update(said, DELTA);

        Answer.Rejected rejected = INTAKE.objection(MEMBER, update).orElseThrow();

        assertThat(rejected.reason()).as(name).isEqualTo(reason);
        assertThat(rejected.signed()).isEqualTo(update.signed());
    }

    @Test
    void rejectsWhatAnotherKeySignedAndKeepsNothingOfIt() {
        Ed25519Key other = Ed25519Key.fromSeed(Digest.sha256().bytes());
        ClearUpdate update = new ClearUpdate(signed(Said.honest().statement(DELTA), other), DELTA);

        Answer.Rejected rejected = INTAKE.objection(MEMBER, update).orElseThrow();

        assertThat(rejected.reason()).isEqualTo(RejectionReason.BAD_SIGNATURE);
        assertThat(rejected.signed()).isNull();
    }

    @Test
    void rejectsAStatementThatWasChangedAfterItWasSigned() {
        Bytes signature = signed(Said.honest().statement(DELTA), KEY).signature();
        ClientStatement changed = Said.honest().examples(1_000).statement(DELTA);

        assertThat(reason(new ClearUpdate(new SignedStatement(changed, signature), DELTA)))
                .isEqualTo(RejectionReason.BAD_SIGNATURE);
    }

    /** JSON integers end at 2^53, so nobody can have signed such a count. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 1L << 53, Long.MAX_VALUE})
    void rejectsACountThatNoStatementCanCarry(long examples) {
        Bytes signature = signed(Said.honest().statement(DELTA), KEY).signature();
        ClientStatement huge = Said.honest().examples(examples).statement(DELTA);

        assertThat(reason(new ClearUpdate(new SignedStatement(huge, signature), DELTA)))
                .isEqualTo(RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void rejectsAnyTamperedSignature() {
        ClientStatement statement = Said.honest().statement(DELTA);
        byte[] signature = signed(statement, KEY).signature().toByteArray();

        Stream.concat(Tampering.byteFlips(signature), Tampering.truncations(signature))
                .forEach(tampered -> {
                    SignedStatement forged = new SignedStatement(statement, tampered.bytes());
                    assertThat(reason(new ClearUpdate(forged, DELTA)))
                            .as(tampered.what())
                            .isEqualTo(RejectionReason.BAD_SIGNATURE);
                });
    }

    @Test
    void rejectsAnotherLayoutEvenOfTheSameSize() {
        ParameterLayout renamed = ParameterLayout.float32(ParameterBlock.trainable("v", 3));
        ParameterLayout larger = ParameterLayout.float32(ParameterBlock.trainable("w", 4));

        for (ParameterLayout layout : List.of(renamed, larger)) {
            assertThat(reason(update(Said.honest(), ParameterVector.zeros(layout))))
                    .isEqualTo(RejectionReason.WRONG_LAYOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void rejectsWhatIsNotFiniteAndSaysWhere(float value) {
        ClearUpdate update = update(Said.honest(), ParameterVector.of(LAYOUT, new float[] {0, 1, value}));

        Answer.Rejected rejected = refusal(update);

        assertThat(rejected.reason()).isEqualTo(RejectionReason.NOT_FINITE);
        assertThat(rejected.detail()).contains("delta[2]");
    }

    @ParameterizedTest
    @ValueSource(floats = {8.000001f, -8.000001f, Float.MAX_VALUE})
    void rejectsWhatIsOutOfRangeWithTheNumbers(float value) {
        ClearUpdate update = update(Said.honest(), ParameterVector.of(LAYOUT, new float[] {0, value, 0}));

        Answer.Rejected rejected = refusal(update);

        assertThat(rejected.reason()).isEqualTo(RejectionReason.OUT_OF_RANGE);
        assertThat(rejected.detail()).contains("delta[1]").contains("<= 8.0");
    }

    private static Answer.Rejected refusal(ClearUpdate update) {
        assertThat(INTAKE.objection(MEMBER, update)).isEmpty();
        LinearFold fold = LinearFold.of(PROGRAM);
        IllegalArgumentException refused = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> fold.add(update.delta(), update.statement().examples()));
        assertThat(fold.count()).isZero();
        return INTAKE.refusal(update, PROGRAM.encoding().maxAbs(), String.valueOf(refused.getMessage()));
    }

    private static RejectionReason reason(ClearUpdate update) {
        return INTAKE.objection(MEMBER, update).orElseThrow().reason();
    }

    private static ClearUpdate update(Said said, ParameterVector delta) {
        return new ClearUpdate(signed(said.statement(delta), KEY), delta);
    }

    private static SignedStatement signed(ClientStatement statement, Ed25519Key key) {
        return new SignedStatement(statement, key.sign(CanonicalStatement.signingMessage(statement)));
    }

    /** A statement in the making: everything honest, until a lie is put in. */
    record Said(UnaryOperator<ClientStatement> lie) {
        static Said honest() {
            return new Said(said -> said);
        }

        ClientStatement statement(ParameterVector delta) {
            return lie.apply(new ClientStatement(
                    FEDERATION,
                    ATTEMPT,
                    MEMBER.pseudonym(),
                    BASE,
                    CanonicalProgram.digest(PROGRAM),
                    OTHER,
                    SHOWN.size(),
                    SHOWN.root(),
                    12,
                    delta.digest(),
                    OTHER));
        }

        Said federation(String value) {
            return new Said(said -> Statements.federation(said, new FederationId(value)));
        }

        Said attempt(AttemptId value) {
            return new Said(said -> Statements.attempt(said, value));
        }

        Said pseudonym(Digest value) {
            return new Said(said -> Statements.pseudonym(said, value));
        }

        Said base(Digest value) {
            return new Said(said -> Statements.baseModel(said, value));
        }

        Said program(Digest value) {
            return new Said(said -> Statements.program(said, value));
        }

        Said seen(long size, Digest root) {
            return new Said(said -> Statements.seen(said, size, root));
        }

        Said examples(long value) {
            return new Said(said -> Statements.examples(said, value));
        }
    }
}
