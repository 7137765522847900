package org.folkmoot.benchmarks.workload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time that something took.
 *
 * @param wall in seconds
 * @param cpu of all threads of this process, in seconds
 */
public record Cost(double wall, double cpu) {
    /** {@return the time since some point that is the same for this process} */
    public static Cost now() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Cost(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
    }

    /** {@return the time from then to this} */
    public Cost minus(Cost earlier) {
        return new Cost(wall - earlier.wall, cpu - earlier.cpu);
    }

    /** {@return both together} */
    public Cost plus(Cost other) {
        return new Cost(wall + other.wall, cpu + other.cpu);
    }

    /** {@return the mean of two} */
    public Cost mean(Cost other) {
        return new Cost((wall + other.wall) / 2, (cpu + other.cpu) / 2);
    }
}
