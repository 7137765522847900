package org.folkmoot.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeSampleTest {
    private static final Dataset NORTH = Dataset.of(new float[] {0, 1, 1, 0}, new int[] {0, 1}, 2, 2);
    private static final Dataset EAST = Dataset.of(new float[] {0, 2, 2, 0}, new int[] {0, 1}, 2, 2);
    private static final Dataset WEST = Dataset.of(new float[] {1, 3, 3, 1}, new int[] {0, 1}, 2, 2);

    @TempDir
    Path folder;

    @Test
    void embedsAFederationWithAProof() throws Exception {
        Path ledger = folder.resolve("ledger");

        FederationReport report = ReadmeSample.embed(NORTH, EAST, WEST, ledger);

        VerificationReport proof = LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(report.logKey())))
                .verify(ledger, VerificationOptions.withReplay());
        assertThat(proof.isReplayed()).isTrue();
        assertThat(proof.rounds()).isEqualTo(10);
        assertThat(proof.checked().updates()).isEqualTo(30);
    }

    @Test
    void trainsWithATrainerOfOnesOwn() {
        ParameterLayout layout = new ParameterLayout(
                ElementType.FLOAT64, List.of(new ParameterBlock("mean", List.of(1), "mean", ParameterRole.TRAINABLE)));

        FederationReport report = Federation.builder()
                .model(ParameterVector.zeros(layout))
                .clients(List.of(
                        FederationClient.of("north", new MeanTrainer(layout, List.of(2.0))),
                        FederationClient.of("south", new MeanTrainer(layout, List.of(4.0)))))
                .training(LocalTraining.sgd(1, 1, 0.5))
                .clearUpdates()
                .rounds(20)
                .audit(folder.resolve("ledger"))
                .build()
                .run();

        // Each round halves the distance to 3; the fixed-point sum rounds by less than the bound.
        assertThat(report.model().get(0)).isCloseTo(3, within(1e-4));
    }

    @Test
    void keepsABadModelFromBeingCommitted() {
        PlainModel model = PlainModel.logisticRegression(2, 2);

        FederationReport report = Federation.builder()
                .model(ParameterVector.zeros(model.layout()))
                .clients(List.of(
                        FederationClient.of("north", PlainTrainer.of(model, NORTH)),
                        FederationClient.of("east", PlainTrainer.of(model, EAST))))
                .clearUpdates()
                .rounds(1)
                .attempts(1)
                .evaluation(PlainEvaluator.of(model, WEST))
                .gate(ReadmeSample.atLeast(1.01))
                .audit(folder.resolve("ledger"))
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.ROUND_FAILED);
        assertThat(report.committedRounds()).isZero();
    }
}
