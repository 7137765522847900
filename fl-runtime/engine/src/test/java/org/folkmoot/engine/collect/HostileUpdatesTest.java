package org.folkmoot.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.aggregation.filter.AdaptiveClipping;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.robust.Krum;
import org.folkmoot.aggregation.rule.WideScalar;
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
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rubbish of every kind among honest updates: each piece is refused with a reason, and the result is that of the honest. */
class HostileUpdatesTest {
    private static final FederationId FEDERATION = new FederationId("farms");
    private static final AttemptId ATTEMPT = new AttemptId(3, 1);
    private static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 6));
    private static final Digest SEEN = Digest.sha256(new byte[] {9});
    private static final SignedCheckpoint SHOWN = new SignedCheckpoint("log", 9, SEEN, Bytes.utf8("note"));
    private static final int HONEST = 7;
    private static final int A_ROUND = 100;

    static Stream<AggregationStrategy> strategies() {
        return Stream.of(
                AggregationStrategy.of(FedAvg.weighted()).filter(AdaptiveClipping.defaults()),
                AggregationStrategy.of(FedNova.weighted()),
                AggregationStrategy.of(Krum.tolerating(2)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void noneOfThemChangesTheResult(AggregationStrategy strategy) throws Exception {
        new Round(strategy).withstand(5);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("strategies")
    void noneOfAHundredThousandChangesTheResult(AggregationStrategy strategy) throws Exception {
        new Round(strategy).withstand(334);
    }

    /** One round, again and again, with the same honest updates and other hostile ones. */
    private static final class Round {
        private final Random random = new Random(5);
        private final RoundProgram program;
        private final ParameterLayout updates;
        private final Intake intake;
        private final ParameterVector model = ParameterVector.zeros(LAYOUT);
        private final Digest programDigest;

        Round(AggregationStrategy strategy) {
            List<FederationClient> clients = new ArrayList<>();
            for (int i = 0; i < HONEST; i++) {
                clients.add(FederationClient.of("client-" + i, FailingTrainer.declining(LAYOUT)));
            }
            program = ProgramCompiler.compile(new ProgramRequest(
                    LAYOUT,
                    clients,
                    strategy,
                    LocalTraining.sgd(1, 1, 0.1),
                    CollectionKind.CLEAR,
                    Participation.all(),
                    Disclosure.auditor(),
                    HONEST));
            programDigest = CanonicalProgram.digest(program);
            updates = Pipeline.of(program).updateLayout();
            Intake.Form plain = new Intake.Form(Optional.empty(), Digest.sha256());
            intake = new Intake(FEDERATION, ATTEMPT, updates, programDigest, model.digest(), plain, SHOWN);
        }

        void withstand(int rounds) throws Exception {
            RoundState before = Pipeline.of(program).initialState(model);
            try (RoundFold fold = RoundFold.of(program)) {
                RoundState expected = run(fold, before, 0);
                for (int round = 0; round < rounds; round++) {
                    assertThat(run(fold, before, A_ROUND)).as("round %d", round).isEqualTo(expected);
                }
            }
        }

        private RoundState run(RoundFold fold, RoundState before, int hostile) throws Exception {
            Admission admission = new Admission(
                    statement -> Optional.of(intake), intake, program.encoding().maxAbs(), fold, new HashSet<>());
            Stopwatch stopwatch = new Stopwatch(() -> 0);
            fold.begin(before);
            for (int i = 0; i < Math.max(HONEST, hostile); i++) {
                if (i < hostile) {
                    ClearUpdate rubbish = hostile();
                    Answer answer = admission.admit(member(key(0)), rubbish, stopwatch);
                    assertThat(answer).as("%s", rubbish).isInstanceOf(Answer.Rejected.class);
                }
                if (i < HONEST) {
                    assertThat(admission.admit(member(key(i)), honest(i), stopwatch))
                            .isInstanceOf(Answer.Included.class);
                }
            }
            return fold.finish().state();
        }

        private ClearUpdate honest(int client) {
            return signed(key(client), honestValues(new Random(client)), 10 + client, 0);
        }

        private double[] honestValues(Random of) {
            double[] values = of.doubles(updates.size(), -0.5, 0.5).toArray();
            if (values.length > LAYOUT.size()) {
                WideScalar.write(3, values, LAYOUT.size());
            }
            return values;
        }

        private ClearUpdate hostile() {
            double[] values = honestValues(random);
            int at = random.nextInt(LAYOUT.size());
            double[] rubbish = {
                Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e30, -1e30, 16.001, Float.MAX_VALUE
            };
            return switch (random.nextInt(8)) {
                case 0 -> {
                    values[at] = rubbish[random.nextInt(rubbish.length)];
                    yield signed(key(0), values, 10, 0);
                }
                case 1 -> signed(key(0), values, -random.nextInt(1000), 0);
                case 2 -> signed(key(0), values, 10, 1 + random.nextInt(3));
                case 3 -> signed(key(50 + random.nextInt(3)), values, 10, 0);
                case 4 -> mutilated(signed(key(0), values, 10, 0));
                case 5 -> swapped(signed(key(0), values, 10, 0), at);
                case 6 -> signed(key(0), Arrays.copyOf(values, 1 + random.nextInt(values.length + 3)), 10, 0, true);
                default -> {
                    Arrays.fill(values, rubbish[random.nextInt(rubbish.length)]);
                    yield signed(key(0), values, 10, 0);
                }
            };
        }

        /** The signature is of something else. */
        private ClearUpdate mutilated(ClearUpdate update) {
            byte[] signature = update.signed().signature().toByteArray();
            signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
            return new ClearUpdate(new SignedStatement(update.statement(), Bytes.of(signature)), update.delta());
        }

        /** The update is not what was signed. */
        private ClearUpdate swapped(ClearUpdate update, int at) {
            double[] values = update.delta().toDoubleArray();
            values[at] += 0.25;
            return new ClearUpdate(
                    update.signed(), ParameterVector.of(update.delta().layout(), values));
        }

        private ClearUpdate signed(Ed25519Key key, double[] values, long examples, int lie) {
            return signed(key, values, examples, lie, false);
        }

        private ClearUpdate signed(Ed25519Key key, double[] values, long examples, int lie, boolean otherLayout) {
            ParameterLayout layout =
                    otherLayout ? ParameterLayout.float32(ParameterBlock.trainable("other", values.length)) : updates;
            ParameterVector delta = ParameterVector.of(layout, values);
            ClientStatement statement = new ClientStatement(
                    FEDERATION,
                    lie == 1 ? AttemptId.first(2) : ATTEMPT,
                    member(key).pseudonym(),
                    lie == 2 ? SEEN : model.digest(),
                    lie == 3 ? SEEN : programDigest,
                    SEEN,
                    9,
                    SEEN,
                    examples,
                    delta.digest(),
                    SEEN);
            Bytes signature = key.sign(CanonicalStatement.signingMessage(statement));
            return new ClearUpdate(new SignedStatement(statement, signature), delta);
        }

        private static Member member(Ed25519Key key) {
            return Member.of(FEDERATION, key.publicKey());
        }

        private static Ed25519Key key(int client) {
            return Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) client}).bytes());
        }
    }
}
