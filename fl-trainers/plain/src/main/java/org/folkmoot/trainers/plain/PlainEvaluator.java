package org.folkmoot.trainers.plain;

import static java.util.Objects.requireNonNull;

import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;

/**
 * Measures {@code accuracy} (share of examples whose largest logit is their label, in [0, 1]) and {@code loss} (mean
 * cross-entropy, in nats) of {@link PlainModel}s.
 *
 * <p>Guarantees: the same bits everywhere. A model with values that are not finite is measured, not refused; its loss
 * is then NaN.
 */
public final class PlainEvaluator implements ModelEvaluator {
    private final PlainModel model;
    private final Dataset data;
    private final Digest dataDigest;

    private PlainEvaluator(PlainModel model, Dataset data) {
        this.model = model;
        this.data = data;
        this.dataDigest = data.digest();
    }

    /** {@return an evaluator of this model on this data, which holds at least one example} */
    public static PlainEvaluator of(PlainModel model, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new PlainEvaluator(model, data);
    }

    @Override
    public Evaluation evaluate(ParameterVector parameters) {
        model.requireLayout(parameters);
        Replica replica = model.replicas().borrow();
        try {
            replica.load(parameters);
            return measure(replica);
        } finally {
            model.replicas().giveBack(replica);
        }
    }

    private Evaluation measure(Replica replica) {
        double loss = 0;
        long right = 0;
        for (int from = 0; from < data.size(); from += Replica.TILE) {
            int n = Math.min(Replica.TILE, data.size() - from);
            replica.loadTile(data, from, n);
            replica.forward(n);
            for (int b = 0; b < n; b++) {
                loss += replica.lossOf(b);
                right += replica.classOf(b) == data.label(from + b) ? 1 : 0;
            }
        }
        var metrics = new TreeMap<String, Double>();
        metrics.put("accuracy", (double) right / data.size());
        metrics.put("loss", loss / data.size());
        return new Evaluation(data.size(), metrics);
    }

    @Override
    public Digest dataDigest() {
        return dataDigest;
    }
}
