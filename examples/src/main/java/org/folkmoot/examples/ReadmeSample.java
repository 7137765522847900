package org.folkmoot.examples;

import static org.folkmoot.audit.verify.TrustAnchor.logKey;
import static org.folkmoot.audit.verify.VerificationOptions.withReplay;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.engine.Federation;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.ModelGate;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/**
 * The code that the README shows, between {@code // sample: NAME} and {@code // end of sample}. A test compares both and
 * runs it.
 */
final class ReadmeSample {
    private ReadmeSample() {}

    /** Trains a model over three sets of two inputs and two classes, verifies and replays its proof, and {@return the report} */
    static FederationReport embed(Dataset north, Dataset east, Dataset west, Path ledger) throws InvalidProofException {
        // sample: embed
        PlainModel model = PlainModel.logisticRegression(2, 2);
        FederationReport report = Federation.builder()
                .model(model.initial(Digest.sha256()))
                .clients(List.of(
                        FederationClient.of("north", PlainTrainer.of(model, north)),
                        FederationClient.of("east", PlainTrainer.of(model, east)),
                        FederationClient.of("west", PlainTrainer.of(model, west))))
                .clearUpdates() // three are too few to hide; each proof says what was seen
                .audit(ledger)
                .build()
                .run();
        LedgerVerifier.of(logKey(VerifierKey.parse(report.logKey()))).verify(ledger, withReplay()); // throws if not
        // end of sample
        return report;
    }

    /** {@return a gate that keeps models below this accuracy from being committed} */
    static ModelGate atLeast(double accuracy) {
        // sample: gate
        ModelGate gate = (before, after, evaluation) -> evaluation
                .filter(found -> found.metric("accuracy") < accuracy)
                .map(found -> "accuracy " + found.metric("accuracy") + " (expected: >= " + accuracy + ")");
        // end of sample
        return gate;
    }
}
