package org.folkmoot.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainEvaluator;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/** Farms with a few examples each, always the same, that train a small logistic regression. */
public final class Farms {
    public static final PlainModel MODEL = PlainModel.logisticRegression(4, 2);
    public static final ParameterVector START = MODEL.initial(Digest.sha256(new byte[] {1}));
    private static final int EXAMPLES = 12;

    private Farms() {}

    /** {@return farms 0 to {@code count - 1}} */
    public static List<FederationClient> farms(int count) {
        List<FederationClient> farms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            farms.add(farm(i));
        }
        return farms;
    }

    public static FederationClient farm(int number) {
        return FederationClient.of(name(number), trainer(number));
    }

    public static String name(int number) {
        return "farm-" + number;
    }

    public static ClientTrainer trainer(int number) {
        return trainer(number, MODEL);
    }

    /** {@return what trains such a model on the examples of this farm} */
    public static ClientTrainer trainer(int number, PlainModel model) {
        return PlainTrainer.of(model, data(number));
    }

    public static ModelEvaluator evaluator() {
        return PlainEvaluator.of(MODEL, data(1000));
    }

    /** {@return a federation of these clients with a fixed seed, whose coordinator sees each update} */
    public static FederationBuilder federation(Path ledger, List<FederationClient> clients) {
        return secureFederation(ledger, clients).clearUpdates();
    }

    /** {@return a federation of these clients with a fixed seed, whose coordinator sees sums only} */
    public static FederationBuilder secureFederation(Path ledger, List<FederationClient> clients) {
        return Federation.builder()
                .name("farms")
                .model(START)
                .clients(clients)
                .training(LocalTraining.sgd(1, 5, 0.25))
                .rounds(2)
                .seed(7)
                .audit(ledger);
    }

    /** {@return the public seed that {@link FederationBuilder#seed} makes of this number} */
    public static Digest seed(long number) {
        return SeedDerivation.derive(Digest.sha256(new byte[0]), "federation", number);
    }

    /** {@return what the verifier says of a run's ledger, with every round computed again} */
    public static VerificationReport verify(FederationReport report) throws InvalidProofException {
        TrustAnchor anchor =
                TrustAnchor.logKey(VerifierKey.parse(report.logKey())).withSeen(report.checkpoint());
        return LedgerVerifier.of(anchor).verify(report.ledger(), VerificationOptions.withReplay());
    }

    public static SortedSet<ClientId> names(int... numbers) {
        SortedSet<ClientId> names = new TreeSet<>();
        for (int number : numbers) {
            names.add(ClientId.of(Farms.name(number)));
        }
        return names;
    }

    public static CharterLeaf charter(FederationReport report) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(report.ledger())) {
            return LeafCodec.openCharter(log.leaf(0));
        }
    }

    public static List<RoundLeaf> roundLeaves(FederationReport report) throws Exception {
        List<RoundLeaf> leaves = new ArrayList<>();
        try (TransparencyLog log = TransparencyLog.open(report.ledger())) {
            for (long index = 0; index < log.size(); index++) {
                if (LeafCodec.parseUnverified(log.leaf(index)) instanceof RoundLeaf leaf) {
                    leaves.add(leaf);
                }
            }
        }
        return leaves;
    }

    private static Dataset data(int seed) {
        Random random = new Random(seed);
        float[] features = new float[EXAMPLES * 4];
        int[] labels = new int[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i] = i % 2;
            for (int j = 0; j < 4; j++) {
                features[i * 4 + j] = (float) random.nextGaussian() + (labels[i] == 1 ? 1 : -1);
            }
        }
        return Dataset.of(features, labels, 4, 2);
    }
}
