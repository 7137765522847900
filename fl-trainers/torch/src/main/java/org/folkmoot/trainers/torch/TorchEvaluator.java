package org.folkmoot.trainers.torch;

import static java.util.Objects.requireNonNull;

import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Evaluation;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.trainers.data.Dataset;

/**
 * Measures {@code accuracy} (share of examples whose largest logit is their label, in [0, 1]) and {@code loss} (mean
 * cross-entropy, in nats) of {@link TorchModel}s, {@value Replica#TILE} examples at a time.
 *
 * <p>Guarantees: the same bits wherever the fingerprint of the trainers is the same. A model with values that are not
 * finite is measured, not refused; its loss is then NaN. Figures that must be the same on every machine come from the plain
 * evaluator.
 */
public final class TorchEvaluator implements ModelEvaluator {
    private final TorchModel model;
    private final Dataset data;
    private final Digest dataDigest;

    private TorchEvaluator(TorchModel model, Dataset data) {
        this.model = model;
        this.data = data;
        this.dataDigest = data.digest();
    }

    /** {@return an evaluator of this model on this data, which holds at least one example} */
    public static TorchEvaluator of(TorchModel model, Dataset data) {
        requireNonNull(model, "model").requireFit(requireNonNull(data, "data"));
        return new TorchEvaluator(model, data);
    }

    @Override
    public Evaluation evaluate(ParameterVector parameters) {
        model.requireLayout(parameters);
        return model.work(replica -> {
            replica.load(parameters);
            replica.loss().restart();
            long right = 0;
            for (int from = 0; from < data.size(); from += Replica.TILE) {
                right += measure(replica, from, Math.min(Replica.TILE, data.size() - from));
            }
            var metrics = new TreeMap<String, Double>();
            metrics.put("accuracy", (double) right / data.size());
            metrics.put("loss", replica.loss().sum() / data.size());
            return new Evaluation(data.size(), metrics);
        });
    }

    private long measure(Replica replica, int from, int n) {
        int[] classes = model.classify(replica, data, from, n);
        long right = 0;
        for (int i = 0; i < n; i++) {
            right += classes[i] == data.label(from + i) ? 1 : 0;
        }
        return right;
    }

    @Override
    public Digest dataDigest() {
        return dataDigest;
    }
}
