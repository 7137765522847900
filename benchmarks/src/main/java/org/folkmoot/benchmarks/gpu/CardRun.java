package org.folkmoot.benchmarks.gpu;

import java.util.Optional;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.trainers.cuda.DeviceMemory;
import org.folkmoot.trainers.cuda.Gpu;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.cuda.GpuTimes;
import org.folkmoot.trainers.cuda.GpuUnavailableException;
import org.folkmoot.trainers.cuda.Kernel;
import org.folkmoot.trainers.cuda.KernelModule;

/** The measuring process's side of a card: finds it, takes its rates, and times steps upon it. */
final class CardRun {
    /** Property that names a driver library in place of the system's. */
    static final String DRIVER = "folkmoot.benchmarks.cuda.driver";

    private static final int THREADS = 256;
    private static final int REPEATS = 5;
    private static final int PADDED = 1024;
    private static final int TILES = 36;
    private static final int SLAB = 256;
    private static final int PAIRS = 128;

    private CardRun() {}

    /** Work on a card. */
    interface Work {
        void run(Gpu gpu) throws GpuException;
    }

    /** Runs the work on the card if there is one, its rates first, and else says why there is none. */
    static void measure(Work work) throws GpuException {
        Optional<String> driver = Optional.ofNullable(System.getProperty(DRIVER));
        try (Gpu gpu = driver.isPresent() ? Gpu.open(driver.get()) : Gpu.open()) {
            Samples.print(
                    Sides.RAN_ON + gpu.name() + ", compute capability " + gpu.computeCapability() + ", "
                            + gpu.multiprocessors() + " multiprocessors",
                    1);
            copyRate(gpu);
            matrixRate(gpu);
            work.run(gpu);
        } catch (GpuUnavailableException e) {
            Samples.print(Sides.NO_CARD + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), 0);
        }
    }

    /** Runs a step and prints its wall time, time of kernels and time of transfers, in seconds. */
    static void time(String name, Gpu gpu, Work step) throws GpuException {
        gpu.synchronize();
        GpuTimes before = gpu.times();
        long start = System.nanoTime();
        step.run(gpu);
        gpu.synchronize();
        Samples.print(name + " whole", (System.nanoTime() - start) / 1e9);
        GpuTimes spent = gpu.times().minus(before);
        Samples.print(name + " kernels", spent.kernels());
        Samples.print(name + " transfers", spent.transfers());
    }

    private static void copyRate(Gpu gpu) throws GpuException {
        long bytes = Math.min(1L << 30, gpu.freeMemory() / 4) / 4096 * 4096;
        Kernel copy = gpu.kernel(KernelModule.DISTANCES, "copy_memory");
        try (DeviceMemory from = gpu.allocate(bytes);
                DeviceMemory to = gpu.allocate(bytes)) {
            gpu.clear(from);
            for (int i = 0; i <= REPEATS; i++) {
                double seconds = kernelSeconds(
                        gpu,
                        card -> card.launch(
                                copy, 16L * card.multiprocessors(), 1, THREADS, from, to, (int) (bytes / 16)));
                if (i > 0) {
                    Samples.print(Sides.COPY_RATE, 2 * bytes / seconds / 1e9);
                }
            }
        }
    }

    private static void matrixRate(Gpu gpu) throws GpuException {
        long perSlab = 4L * (SLAB * PADDED + TILES * PAIRS * PAIRS);
        int slabs = (int) Math.min(256, gpu.freeMemory() / 2 / perSlab);
        Kernel products = gpu.kernel(KernelModule.DISTANCES, "slab_products");
        try (DeviceMemory columns = gpu.allocate(4L * slabs * SLAB * PADDED);
                DeviceMemory partial = gpu.allocate(4L * slabs * TILES * PAIRS * PAIRS)) {
            gpu.clear(columns);
            for (int i = 0; i <= REPEATS; i++) {
                double seconds = kernelSeconds(
                        gpu,
                        card -> card.launch(
                                products, TILES, slabs, THREADS, columns, slabs * SLAB, PADDED, SLAB, partial));
                if (i > 0) {
                    Samples.print(Sides.MATRIX_RATE, 2.0 * TILES * PAIRS * PAIRS * SLAB * slabs / seconds / 1e12);
                }
            }
        }
    }

    private static double kernelSeconds(Gpu gpu, Work step) throws GpuException {
        GpuTimes before = gpu.times();
        step.run(gpu);
        return gpu.times().minus(before).kernels();
    }
}
