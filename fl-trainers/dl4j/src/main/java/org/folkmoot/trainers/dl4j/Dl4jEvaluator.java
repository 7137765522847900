package org.folkmoot.trainers.dl4j;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;

/**
 * Measures {@code accuracy} (share of examples whose largest score is their label, in [0, 1]) and {@code loss} (mean, as
 * the network computes it) of {@link Dl4jModel}s.
 *
 * <p>Guarantees: the same bits wherever the trainer's fingerprint is the same.
 */
public final class Dl4jEvaluator implements ModelEvaluator {
    private static final int AT_ONCE = 256;

    private final Dl4jModel model;
    private final Dataset data;
    private final Digest dataDigest;

    private Dl4jEvaluator(Dl4jModel model, Dataset data) {
        this.model = model;
        this.data = data;
        this.dataDigest = data.digest();
    }

    /** {@return an evaluator of this model on this data, which holds at least one example} */
    public static Dl4jEvaluator of(Dl4jModel model, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new Dl4jEvaluator(model, data);
    }

    @Override
    public Evaluation evaluate(ParameterVector parameters) {
        if (!parameters.layout().equals(model.layout())) {
            throw new IllegalArgumentException(
                    "layout: " + parameters.layout() + " (expected: " + model.layout() + ")");
        }
        model.engineHere();
        Replica replica = model.borrow();
        try {
            replica.load(parameters.toFloatArray());
            return measure(replica);
        } finally {
            replica.forgetBatch();
            model.giveBack(replica);
        }
    }

    private Evaluation measure(Replica replica) {
        int[] order = new int[data.size()];
        Arrays.setAll(order, i -> i);
        double loss = 0;
        long right = 0;
        for (int from = 0, n; from < data.size(); from += n) {
            n = Math.min(AT_ONCE, data.size() - from);
            try (Batch batch = new Batch(data, n)) {
                batch.fill(order, from);
                loss += n * replica.loss(batch.features(), batch.labels());
                right += countRight(replica.scores(batch.features()), from, n);
            }
        }
        var metrics = new TreeMap<String, Double>();
        metrics.put("accuracy", (double) right / data.size());
        metrics.put("loss", loss / data.size());
        return new Evaluation(data.size(), metrics);
    }

    private long countRight(float[] scores, int from, int n) {
        long right = 0;
        for (int row = 0; row < n; row++) {
            int best = 0;
            for (int c = 1; c < data.classes(); c++) {
                if (scores[row * data.classes() + c] > scores[row * data.classes() + best]) {
                    best = c;
                }
            }
            right += best == data.label(from + row) ? 1 : 0;
        }
        return right;
    }

    @Override
    public Digest dataDigest() {
        return dataDigest;
    }
}
