package org.folkmoot.trainers.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;

final class NativeLibraryTest {
    @Test
    @EnabledForJreRange(max = JRE.JAVA_21)
    void saysWhichJavaItNeeds() {
        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(Gpu::open)
                .withMessage("Java " + Runtime.version().feature() + ": needs 22 or newer");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void saysWhichLibraryIsMissing() {
        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(() -> Gpu.open("libcuda-of-nobody.so.1"))
                .withMessageStartingWith("no libcuda-of-nobody.so.1");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    @EnabledIfSystemProperty(named = "os.name", matches = "Linux")
    void saysThatALibraryIsNoDriver() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "skipped: knows the C library of Linux x86-64 only");
        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(() -> Gpu.open("libm.so.6"))
                .withMessage("libm.so.6 has no cuInit: the driver is too old");
    }

    @Test
    void passesArgumentsOfBothWidths() {
        assertThat(StandInDriver.get().exponential(0.0)).containsExactly(1.0);
    }
}
