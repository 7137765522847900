package org.folkmoot.benchmarks.robustness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.StepCorrection;
import org.folkmoot.api.training.TrainingException;
import org.folkmoot.api.training.TrainingTask;
import org.folkmoot.testkit.attack.LabelFlip;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;
import org.folkmoot.trainers.plain.PlainTrainer;

/**
 * Workers of distributed SGD with momentum: each keeps {@code m = 0.9 m + 0.1 (-gradient)} of random batches of its own data.
 * The honest ones hold data sorted by label, so that each knows a few classes; the others hold a bit of everything.
 */
final class Workers {
    private static final int BATCH = 32;
    private static final double MOMENTUM = 0.9;

    private final PlainModel model;
    private final List<Dataset> data;
    private final List<double[]> momenta = new ArrayList<>();
    private final Random random;

    private Workers(PlainModel model, List<Dataset> data, Random random) {
        this.model = model;
        this.data = data;
        this.random = random;
        data.forEach(each -> momenta.add(new double[model.layout().size()]));
    }

    /** {@return workers of which the first hold shards sorted by label, and the last random draws} */
    static Workers of(PlainModel model, Dataset all, int honest, int cheats, boolean flipped, Random random) {
        List<Dataset> data = new ArrayList<>();
        int[] sorted = sortedByLabel(all);
        int share = sorted.length / honest;
        for (int i = 0; i < honest; i++) {
            int[] own = new int[share];
            System.arraycopy(sorted, i * share, own, 0, share);
            data.add(all.subset(own));
        }
        for (int i = 0; i < cheats; i++) {
            Dataset drawn = all.subset(random.ints(share, 0, all.size()).toArray());
            data.add(flipped ? flip(drawn) : drawn);
        }
        return new Workers(model, data, random);
    }

    private static int[] sortedByLabel(Dataset all) {
        Integer[] order = new Integer[all.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingInt(all::label));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static Dataset flip(Dataset honest) {
        float[] features = new float[honest.size() * honest.inputs()];
        int[] labels = honest.labels();
        LabelFlip flip = LabelFlip.mirrored(honest.classes());
        for (int i = 0; i < labels.length; i++) {
            honest.copyRow(i, features, i * honest.inputs());
            labels[i] = flip.applyAsInt(labels[i]);
        }
        return Dataset.of(features, labels, honest.inputs(), honest.classes());
    }

    /** {@return what each worker sends, a step further} */
    List<ParameterVector> step(ParameterVector at) throws TrainingException {
        List<ParameterVector> sent = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            Dataset own = data.get(i);
            Dataset batch = own.subset(random.ints(BATCH, 0, own.size()).toArray());
            TrainingTask task = new TrainingTask(
                    at, LocalTraining.sgd(1, BATCH, 1), StepCorrection.none(), Digest.sha256(), Cancellation.never());
            ParameterVector moved = PlainTrainer.of(model, batch).train(task).model();
            double[] momentum = momenta.get(i);
            for (int j = 0; j < momentum.length; j++) {
                momentum[j] = MOMENTUM * momentum[j] + (1 - MOMENTUM) * (moved.get(j) - at.get(j));
            }
            sent.add(ParameterVector.of(model.layout(), momentum));
        }
        return sent;
    }
}
