package org.folkmoot.trainers.gpu;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.plain.PlainModel;

/**
 * Local training of many virtual clients at once on a card: mini-batch SGD of a {@link PlainModel}, one thread for each
 * client, the data shared.
 *
 * <p>Guarantees: every client does what the plain trainer does, operation by operation in the same order, and the result
 * does not depend on how many clients fit on the card at once. The one difference is the exponential function, within
 * 4 ulp in double where the plain trainer's is within one; most bits agree, the last ones of some parameters may not.
 * So a simulation is for experiments and for computing ahead; what is to be proved, the plain trainer trains. Momentum
 * and step corrections are refused.
 *
 * <p>On the card each client takes 4 bytes times (2 parameters + 16 hidden and output units + visits); what does not
 * fit goes in waves.
 */
public final class GpuSimulation {
    private final Gpu gpu;
    private final PlainModel model;
    private final Dataset data;
    private final int[] widths;

    private GpuSimulation(Gpu gpu, PlainModel model, Dataset data) {
        this.gpu = gpu;
        this.model = model;
        this.data = data;
        this.widths = widthsOf(model);
    }

    /** {@return a simulation of clients that share this data, on this card, which stays the caller's} */
    public static GpuSimulation of(Gpu gpu, PlainModel model, Dataset data) {
        requireNonNull(gpu, "gpu");
        requireNonNull(model, "model");
        requireNonNull(data, "data");
        if (data.inputs() != model.inputs() || data.classes() != model.classes() || data.size() < 1) {
            throw new IllegalArgumentException("data: " + data + " (expected: at least one example of " + model.inputs()
                    + " inputs, " + model.classes() + " classes)");
        }
        return new GpuSimulation(gpu, model, data);
    }

    /** {@return inputs, hidden widths, classes} */
    private static int[] widthsOf(PlainModel model) {
        List<ParameterBlock> blocks = model.layout().blocks();
        int[] widths = new int[blocks.size() / 2 + 1];
        widths[0] = model.inputs();
        for (int layer = 0; layer + 1 < widths.length; layer++) {
            widths[layer + 1] = Math.toIntExact(blocks.get(2 * layer + 1).size());
        }
        return widths;
    }

    /** {@return the mean of what all clients make of this model} */
    public SimulatedRound run(ParameterVector global, LocalTraining training, VirtualCohort cohort)
            throws GpuException {
        try (SimulationMemory memory = open(global, training, cohort)) {
            long examples = 0;
            for (int first = 0; first < cohort.size(); first += memory.clients()) {
                examples += memory.train(first);
                memory.sum();
            }
            return new SimulatedRound(
                    ParameterVector.of(model.layout(), memory.mean(examples)), cohort.size(), examples);
        }
    }

    /** {@return what each client makes of this model} For small cohorts: all models come into the heap. */
    public List<ParameterVector> trainEach(ParameterVector global, LocalTraining training, VirtualCohort cohort)
            throws GpuException {
        List<ParameterVector> models = new ArrayList<>();
        try (SimulationMemory memory = open(global, training, cohort)) {
            for (int first = 0; first < cohort.size(); first += memory.clients()) {
                memory.train(first);
                memory.models().forEach(each -> models.add(ParameterVector.of(model.layout(), each)));
            }
        }
        return models;
    }

    private SimulationMemory open(ParameterVector global, LocalTraining training, VirtualCohort cohort)
            throws GpuException {
        requireNonNull(training, "training");
        if (!global.layout().equals(model.layout())) {
            throw new IllegalArgumentException("layout: " + global.layout() + " (expected: " + model.layout() + ")");
        }
        if (training.momentum() != 0) {
            throw new IllegalArgumentException("momentum: " + training.momentum() + " (expected: 0)");
        }
        if (cohort.size() < 1) {
            throw new IllegalArgumentException("clients: 0 (expected: >= 1)");
        }
        SimulationPlan plan = SimulationPlan.of(widths, training, cohort, data);
        return SimulationMemory.open(gpu, plan, global.toFloatArray());
    }
}
