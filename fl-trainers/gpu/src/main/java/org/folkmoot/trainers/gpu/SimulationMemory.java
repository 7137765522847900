package org.folkmoot.trainers.gpu;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.folkmoot.trainers.cuda.DeviceMemory;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.cuda.Kernel;
import org.folkmoot.trainers.cuda.KernelModule;
import org.folkmoot.trainers.data.Dataset;

/**
 * What a simulation has on the card: data and global model once, the rest for a wave of clients. Everything of a client
 * has the client as its last index.
 */
final class SimulationMemory implements AutoCloseable {
    /** Sums of clients; a wave is a multiple of it, so that the order of a sum does not depend on the wave. */
    static final int LANES = 1024;

    /** Parameters whose sums are copied at once. */
    private static final int TOGETHER = 256;

    private static final int THREADS = 128;
    private static final int MOST_DOWN = 65_535;
    /** Visits are made in the heap, in an array. */
    private static final long MOST_VISITS = 1 << 28;

    private final Gpu gpu;
    private final SimulationPlan plan;
    private final int clients;
    private final int parameters;
    private final List<DeviceMemory> taken = new ArrayList<>();
    private final DeviceMemory features;
    private final DeviceMemory labels;
    private final DeviceMemory widths;
    private final DeviceMemory global;
    private final DeviceMemory order;
    private final DeviceMemory counts;
    private final DeviceMemory weights;
    private final DeviceMemory gradient;
    private final DeviceMemory activations;
    private final DeviceMemory deltas;
    private final DeviceMemory sums;
    private int present;

    private SimulationMemory(Gpu gpu, SimulationPlan plan) throws GpuException {
        this.gpu = gpu;
        this.plan = plan;
        this.parameters = plan.parameters();
        features = take((long) plan.data().size() * plan.data().inputs());
        labels = take(plan.data().size());
        widths = take(plan.widths().size());
        global = take(parameters);
        sums = take(2L * parameters * LANES);
        clients = fitting();
        counts = take(clients);
        order = take((long) plan.visits() * clients);
        weights = take((long) parameters * clients);
        gradient = take((long) parameters * clients);
        activations = take((long) SimulationPlan.TILE * plan.units() * clients);
        deltas = take((long) SimulationPlan.TILE * plan.units() * clients);
    }

    static SimulationMemory open(Gpu gpu, SimulationPlan plan, float[] global) throws GpuException {
        SimulationMemory memory = new SimulationMemory(gpu, plan);
        try {
            memory.load(global);
            return memory;
        } catch (GpuException e) {
            memory.close();
            throw e;
        }
    }

    private DeviceMemory take(long words) throws GpuException {
        try {
            DeviceMemory memory = gpu.allocate(words * Float.BYTES);
            taken.add(memory);
            return memory;
        } catch (GpuException e) {
            close();
            throw e;
        }
    }

    /** {@return how many clients go at once: all, or as many whole lanes as fit with a tenth to spare, at least one} */
    private int fitting() throws GpuException {
        long most = Math.min(gpu.freeMemory() * 9 / 10 / plan.bytesPerClient(), MOST_VISITS / plan.visits());
        long lanes = Math.max(1, most / LANES) * LANES;
        return (int) Math.min(lanes, plan.cohort().size());
    }

    private void load(float[] model) throws GpuException {
        Dataset data = plan.data();
        gpu.upload(features, data.size(), data.inputs(), (row, column, target) -> {
            float[] whole = new float[data.inputs()];
            data.copyRow(row, whole, 0);
            target.put(whole, column, target.remaining());
        });
        gpu.upload(labels, 0, data.labels());
        gpu.upload(widths, 0, plan.widths().stream().mapToInt(Integer::intValue).toArray());
        gpu.upload(
                global,
                1,
                model.length,
                (row, column, target) -> target.put(FloatBuffer.wrap(model, column, target.remaining())));
        gpu.clear(sums);
    }

    /** {@return how many clients go at once} */
    int clients() {
        return clients;
    }

    /** Trains a wave of clients. {@return how many examples they have} */
    long train(int first) throws GpuException {
        present = Math.min(clients, plan.cohort().size() - first);
        int[] own = IntStream.range(first, first + present)
                .map(plan.cohort()::examples)
                .toArray();
        gpu.upload(counts, 0, own);
        gpu.upload(order, 0, visits(first, own));
        gpu.launch(kernel("broadcast"), blocks(present), down(), THREADS, global, parameters, present, weights);
        gpu.launch(
                kernel("train"),
                blocks(present),
                1,
                THREADS,
                features,
                labels,
                order,
                counts,
                plan.most(),
                widths,
                plan.layers(),
                present,
                plan.training().epochs(),
                plan.training().batchSize(),
                (float) plan.training().learningRate(),
                (float) plan.training().weightDecay(),
                weights,
                gradient,
                activations,
                deltas);
        return IntStream.of(own).asLongStream().sum();
    }

    /** {@return visits [epochs][most][clients]} */
    private int[] visits(int first, int[] own) {
        int[] visits = new int[plan.visits() * present];
        IntStream.range(0, present).parallel().forEach(client -> {
            int[] epochVisits = new int[own[client]];
            for (int epoch = 0; epoch < plan.training().epochs(); epoch++) {
                plan.cohort().visits(first + client, epoch, epochVisits);
                for (int visit = 0; visit < epochVisits.length; visit++) {
                    visits[(epoch * plan.most() + visit) * present + client] = requireExample(epochVisits[visit]);
                }
            }
        });
        return visits;
    }

    private int requireExample(int example) {
        if (example < 0 || example >= plan.data().size()) {
            throw new IllegalArgumentException(
                    "example: " + example + " (expected: in [0, " + plan.data().size() + "))");
        }
        return example;
    }

    /** Adds the wave's models, times their examples, to the sums. */
    void sum() throws GpuException {
        gpu.launch(
                kernel("sum_clients"),
                blocks(LANES),
                down(),
                THREADS,
                weights,
                counts,
                parameters,
                present,
                LANES,
                sums);
    }

    /** {@return the mean of all models summed, weighted by examples} */
    float[] mean(long examples) throws GpuException {
        float[] mean = new float[parameters];
        double[] lanes = new double[Math.min(parameters, TOGETHER) * LANES];
        for (int first = 0; first < parameters; first += TOGETHER) {
            int count = Math.min(TOGETHER, parameters - first);
            gpu.download(sums, (long) first * LANES, lanes, 0, count * LANES);
            for (int p = 0; p < count; p++) {
                mean[first + p] = (float) (total(lanes, p * LANES) / examples);
            }
        }
        return mean;
    }

    /** {@return the sum of one parameter's lanes, upwards} */
    private static double total(double[] lanes, int from) {
        double sum = 0;
        for (int lane = from; lane < from + LANES; lane++) {
            sum += lanes[lane];
        }
        return sum;
    }

    /** {@return the wave's models} */
    List<float[]> models() throws GpuException {
        List<float[]> models = new ArrayList<>();
        for (int client = 0; client < present; client++) {
            models.add(new float[parameters]);
        }
        float[] line = new float[present];
        for (int p = 0; p < parameters; p++) {
            gpu.download(weights, (long) p * present, line);
            for (int client = 0; client < present; client++) {
                models.get(client)[p] = line[client];
            }
        }
        return models;
    }

    private Kernel kernel(String name) throws GpuException {
        return gpu.kernel(KernelModule.SIMULATION, name);
    }

    private int down() {
        return Math.min(parameters, MOST_DOWN);
    }

    private static long blocks(int threads) {
        return (threads + THREADS - 1L) / THREADS;
    }

    @Override
    public void close() {
        taken.forEach(DeviceMemory::close);
    }
}
