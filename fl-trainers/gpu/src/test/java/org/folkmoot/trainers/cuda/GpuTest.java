package org.folkmoot.trainers.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GpuTest {
    private static final int SIZE = 1 << 20;

    private StandInDriver driver;

    @BeforeEach
    void freshCard() {
        driver = StandInDriver.get();
    }

    @AfterEach
    void everythingWasGivenBack() {
        assertThat(StandInDriver.get().leftOver()).isZero();
    }

    @Test
    void saysWhatItIs() throws Exception {
        try (Gpu gpu = driver.open()) {
            assertThat(gpu).hasToString("Gpu[Stand-in 0, compute capability 9.0]");
            assertThat(gpu.name()).isEqualTo("Stand-in 0");
            assertThat(gpu.multiprocessors()).isEqualTo(4);
            assertThat(gpu.freeMemory()).isEqualTo(64 << 20);
        }
    }

    @Test
    void saysThatThereIsNoDevice() {
        driver.card(0, 0, 0);

        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(driver::open)
                .withMessage("no device");
    }

    @Test
    void saysThatADeviceIsTooOld() {
        driver.card(1, 61, SIZE);

        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(driver::open)
                .withMessage("device has compute capability 6.1: needs 7.0 or higher");
    }

    @Test
    void saysWhyADriverRefuses() {
        driver.fail("cuInit", 803, 0);

        assertThatExceptionOfType(GpuUnavailableException.class)
                .isThrownBy(driver::open)
                .withMessage("the driver refuses: cuInit: driver and kernel module do not match (CUDA 803)");
    }

    @Test
    void copiesMoreThanItsStagingMemoryHolds() throws Exception {
        int rows = 3;
        int width = 4 << 20;
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(4L * rows * width)) {
            gpu.upload(memory, rows, width, (row, column, target) -> {
                for (int i = column; target.hasRemaining(); i++) {
                    target.put(row * 1e6f + i % 1009);
                }
            });
            float[] back = new float[rows * width];
            gpu.download(memory, 0, back);

            for (int at = 0; at < back.length; at++) {
                int row = at / width;
                if (back[at] != row * 1e6f + at % width % 1009) {
                    throw new AssertionError("element " + at + ": " + back[at]);
                }
            }
        }
    }

    @Test
    void copiesARowLongerThanItsStagingMemory() throws Exception {
        int width = 9 << 20;
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(4L * width)) {
            gpu.upload(memory, 1, width, (row, column, target) -> {
                for (int i = column; target.hasRemaining(); i++) {
                    target.put(i);
                }
            });
            float[] end = new float[100];
            gpu.download(memory, width - end.length, end);

            assertThat(end[99]).isEqualTo(width - 1f);
        }
    }

    @Test
    void copiesIntegersAndDoubles() throws Exception {
        int[] bits = new int[2 * 5];
        double[] values = {1, -2, Math.PI, 0, Double.MIN_VALUE};
        for (int i = 0; i < values.length; i++) {
            long word = Double.doubleToRawLongBits(values[i]);
            bits[2 * i] = (int) word;
            bits[2 * i + 1] = (int) (word >>> 32);
        }
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(48)) {
            gpu.clear(memory);
            gpu.upload(memory, 2, bits);
            double[] back = new double[7];
            gpu.download(memory, 0, back, 1, 6);

            assertThat(back).containsExactly(0, 0, 1, -2, Math.PI, 0, Double.MIN_VALUE);
        }
    }

    @Test
    void saysThatMemoryIsFull() throws Exception {
        try (Gpu gpu = driver.open()) {
            GpuException full = catchThrowableOfType(GpuException.class, () -> gpu.allocate(65 << 20));

            assertThat(full).hasMessage("cuMemAlloc_v2: out of memory (CUDA 2)");
            assertThat(full.isOutOfMemory()).isTrue();
            assertThat(full.code()).isEqualTo(2);
        }
    }

    @Test
    void keepsToItsLimit() throws Exception {
        try (Gpu gpu = driver.open()) {
            gpu.limitMemory(1000);
            DeviceMemory memory = gpu.allocate(600);
            assertThat(gpu.freeMemory()).isEqualTo(400);
            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> gpu.allocate(401))
                    .withMessage("limit of 1000 bytes: out of memory (CUDA 2)");
            memory.close();
            memory.close();
            gpu.allocate(1000);
        }
    }

    @Test
    void refusesRangesOutsideItsMemory() throws Exception {
        try (Gpu gpu = driver.open()) {
            DeviceMemory memory = gpu.allocate(40);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gpu.download(memory, 1, new float[10]))
                    .withMessage("range: 40 bytes from 4 (expected: within 40)");
            assertThatIllegalArgumentException().isThrownBy(() -> gpu.allocate(0));
        }
    }

    @Test
    void tellsWhatTheCompilerOfADriverSays() throws Exception {
        try (Gpu gpu = driver.open()) {
            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> gpu.load(KernelModule.ORDER, "no PTX"))
                    .withMessageStartingWith("kernels of order: invalid PTX (CUDA 218)\nptxas application ptx input");
        }
    }

    @Test
    void saysThatADriverDoesNotKnowThePtxVersion() throws Exception {
        try (Gpu gpu = driver.open()) {
            driver.fail("cuModuleLoadDataEx", 222, 0);

            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> gpu.kernel(KernelModule.ORDER, "median_16"))
                    .withMessageStartingWith("kernels of order: PTX version not known to this driver (CUDA 222)");
        }
    }

    @Test
    void saysWhichKernelFailed() throws Exception {
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(1024)) {
            Kernel copy = gpu.kernel(KernelModule.DISTANCES, "copy_memory");
            driver.fail("cuLaunchKernel", 719, 0);

            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> gpu.launch(copy, 1, 1, 32, memory, memory, 1))
                    .withMessage("kernel copy_memory: launch failed (CUDA 719)");
            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(() -> gpu.launch(copy, 1, 1, 512, memory, memory, 1))
                    .withMessage("kernel copy_memory: too many threads or registers for this card (CUDA 701)");
            assertThatIllegalArgumentException().isThrownBy(() -> gpu.launch(copy, 1, 1, 32, memory, memory, 1L));
        }
    }

    @Test
    void tellsOfFailuresThatShowLater() throws Exception {
        try (Gpu gpu = driver.open()) {
            driver.fail("cuCtxSynchronize", 700, 0);

            assertThatExceptionOfType(GpuException.class)
                    .isThrownBy(gpu::synchronize)
                    .withMessage("cuCtxSynchronize: illegal address in a kernel (CUDA 700)");
        }
    }

    @Test
    void worksWhereMemoryCannotBeRegistered() throws Exception {
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(400)) {
            driver.fail("cuMemHostRegister_v2", 1, 0);
            int[] ones = new int[100];
            Arrays.fill(ones, Float.floatToIntBits(1));
            gpu.upload(memory, 0, ones);
            float[] back = new float[100];
            gpu.download(memory, 0, back);

            assertThat(back).containsOnly(1f);
        }
    }

    @Test
    void tellsTransfersFromKernels() throws Exception {
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(400)) {
            GpuTimes before = gpu.times();
            gpu.clear(memory);
            gpu.upload(memory, 0, new int[100]);
            gpu.upload(memory, 0, new int[100]);
            gpu.download(memory, 0, new float[100]);

            // The stand-in's clock says a millisecond for whatever is measured.
            GpuTimes spent = gpu.times().minus(before);
            assertThat(spent).isEqualTo(new GpuTimes(0.002, 0.001, 0.001));
            assertThat(spent.transfers()).isEqualTo(0.003);
        }
    }

    @Test
    void measuresAnyNumberOfSteps() throws Exception {
        try (Gpu gpu = driver.open();
                DeviceMemory memory = gpu.allocate(4)) {
            for (int i = 0; i < 1000; i++) {
                gpu.clear(memory);
            }

            assertThat(gpu.times().kernels()).isBetween(0.999, 1.001);
        }
    }

    @Test
    void isOfNoUseAfterItsEnd() throws Exception {
        Gpu gpu = driver.open();
        DeviceMemory memory = gpu.allocate(4);
        gpu.close();
        gpu.close();
        memory.close();

        assertThatIllegalStateException().isThrownBy(() -> gpu.allocate(4)).withMessage("gpu: closed (expected: open)");
    }
}
