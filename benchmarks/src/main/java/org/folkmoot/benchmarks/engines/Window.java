package org.folkmoot.benchmarks.engines;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How fast something went.
 *
 * @param wall seconds
 * @param cpu seconds of all threads of this process
 * @param images how many went through
 */
record Window(double wall, double cpu, long images) {
    /** Repeats some work for at least this long. */
    static Window of(double seconds, long imagesEachTime, Work work) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpuStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        long images = 0;
        while ((System.nanoTime() - start) / 1e9 < seconds) {
            work.run();
            images += imagesEachTime;
        }
        double wall = (System.nanoTime() - start) / 1e9;
        return new Window(wall, (system.getProcessCpuTime() - cpuStart) / 1e9, images);
    }

    /** Does some work so many times. */
    static void warmUp(int times, Work work) throws Exception {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    double imagesPerSecond() {
        return images / wall;
    }

    double imagesPerCpuSecond() {
        return images / cpu;
    }

    /** What is repeated. */
    @FunctionalInterface
    interface Work {
        /** Does it once. */
        void run() throws Exception;
    }
}
