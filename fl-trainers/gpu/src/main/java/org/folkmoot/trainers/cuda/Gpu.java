package org.folkmoot.trainers.cuda;

import static java.util.Objects.requireNonNull;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An NVIDIA card, with its memory and our kernels.
 *
 * <p>Needs Java 22 or newer, started with {@code --enable-native-access=ALL-UNNAMED}, the card's driver, and compute
 * capability 7.0 or higher; nothing of the CUDA toolkit. Whatever is missing, {@link #open()} says it. Work is done in
 * the order in which it is asked for. Not for use by several threads at once; closing gives everything back.
 */
public final class Gpu implements AutoCloseable {
    private static final int LEAST_CAPABILITY = 70;
    private static final int MULTIPROCESSORS = 16;
    private static final int CAPABILITY_MAJOR = 75;
    private static final int CAPABILITY_MINOR = 76;

    private final Driver driver;
    private final int device;
    private final long context;
    private final String name;
    private final int capability;
    private final int multiprocessors;
    private final EventClock clock;
    private final Map<KernelModule, Long> modules = new EnumMap<>(KernelModule.class);
    private final Map<String, Kernel> kernels = new HashMap<>();
    private final Set<DeviceMemory> memories = new LinkedHashSet<>();
    private final Transfers transfers;
    private long memoryLimit = Long.MAX_VALUE;
    private long memoryUsed;
    private boolean closed;

    private Gpu(Driver driver, int device, int capability, long context) throws GpuException {
        this.driver = driver;
        this.device = device;
        this.capability = capability;
        this.context = context;
        this.name = driver.deviceName(device);
        this.multiprocessors = (int) driver.get(DriverFunction.DEVICE_ATTRIBUTE, MULTIPROCESSORS, device);
        this.clock = new EventClock(driver);
        this.transfers = new Transfers(driver, clock);
    }

    /**
     * {@return the first card of this machine}
     *
     * @throws GpuUnavailableException if there is none that could be used; the message says why
     */
    public static Gpu open() throws GpuUnavailableException {
        return open(System.getProperty("os.name").startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1");
    }

    /**
     * {@return the first card of a driver that lies elsewhere}
     *
     * @param driverLibrary name or path of the driver library
     * @throws GpuUnavailableException as for {@link #open()}
     */
    public static Gpu open(String driverLibrary) throws GpuUnavailableException {
        Driver driver = Driver.open(requireNonNull(driverLibrary, "driverLibrary"));
        try {
            driver.call(DriverFunction.INIT, 0);
            if ((int) driver.get(DriverFunction.COUNT_DEVICES) < 1) {
                throw new GpuUnavailableException("no device");
            }
            int device = (int) driver.get(DriverFunction.DEVICE, 0);
            int capability = 10 * (int) driver.get(DriverFunction.DEVICE_ATTRIBUTE, CAPABILITY_MAJOR, device)
                    + (int) driver.get(DriverFunction.DEVICE_ATTRIBUTE, CAPABILITY_MINOR, device);
            if (capability < LEAST_CAPABILITY) {
                throw new GpuUnavailableException("device has compute capability " + dotted(capability) + ": needs "
                        + dotted(LEAST_CAPABILITY) + " or higher");
            }
            return new Gpu(driver, device, capability, driver.get(DriverFunction.RETAIN_CONTEXT, device));
        } catch (GpuException e) {
            throw new GpuUnavailableException(
                    e.code() == DriverError.NO_DEVICE ? "no device" : "the driver refuses: " + e.getMessage(), e);
        }
    }

    private static String dotted(int capability) {
        return capability / 10 + "." + capability % 10;
    }

    /** {@return the card's name as its maker gives it} */
    public String name() {
        return name;
    }

    /** {@return the card's compute capability, such as 9.0} */
    public String computeCapability() {
        return dotted(capability);
    }

    /** {@return how many multiprocessors the card has} */
    public int multiprocessors() {
        return multiprocessors;
    }

    /** Lets this object take no more than so many bytes of the card's memory. */
    public void limitMemory(long bytes) {
        memoryLimit = bytes;
    }

    /** {@return how many bytes of the card's memory may still be taken} */
    public long freeMemory() throws GpuException {
        enter();
        ByteBuffer free = Driver.buffer(16);
        long address = driver.address(free);
        driver.call(DriverFunction.MEMORY_INFO, address, address + 8);
        return Math.min(free.getLong(0), Math.max(0, memoryLimit - memoryUsed));
    }

    /** {@return new memory of the card} */
    public DeviceMemory allocate(long bytes) throws GpuException {
        enter();
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
        }
        if (bytes > memoryLimit - memoryUsed) {
            throw new GpuException("limit of " + memoryLimit + " bytes", DriverError.OUT_OF_MEMORY, "");
        }
        DeviceMemory memory = new DeviceMemory(this, driver.get(DriverFunction.ALLOCATE, bytes), bytes);
        memories.add(memory);
        memoryUsed += bytes;
        return memory;
    }

    void free(DeviceMemory memory) {
        if (memories.remove(memory)) {
            memoryUsed -= memory.bytes();
            driver.result(DriverFunction.SET_CONTEXT, context);
            driver.result(DriverFunction.FREE, memory.address());
        }
    }

    /** Sets all bytes to zero. */
    public void clear(DeviceMemory memory) throws GpuException {
        enter();
        clock.measure(
                EventClock.Work.KERNEL, () -> driver.call(DriverFunction.FILL, memory.address(), 0, memory.bytes(), 0));
    }

    /** {@return a kernel of ours, compiled for this card at the first call for its module} */
    public Kernel kernel(KernelModule module, String kernelName) throws GpuException {
        enter();
        Kernel known = kernels.get(kernelName);
        if (known == null) {
            known = new Kernel(
                    kernelName, driver.getByName(DriverFunction.GET_FUNCTION, load(module, module.text()), kernelName));
            kernels.put(kernelName, known);
        }
        return known;
    }

    /** {@return the handle of a module with this text} */
    long load(KernelModule module, String text) throws GpuException {
        Long loaded = modules.get(module);
        if (loaded == null) {
            loaded = new ModuleLoader(driver).load(module.file(), text);
            modules.put(module, loaded);
        }
        return loaded;
    }

    /**
     * Runs a kernel on a grid of blocks of threads.
     *
     * @param arguments in the kernel's order, each a {@link DeviceMemory}, an {@link Integer} or a {@link Float}
     */
    public void launch(Kernel kernel, long blocksAcross, long blocksDown, int threads, Object... arguments)
            throws GpuException {
        enter();
        KernelArguments packed = new KernelArguments(driver, arguments);
        try {
            clock.measure(
                    EventClock.Work.KERNEL, () -> launch(kernel, blocksAcross, blocksDown, threads, packed.address()));
        } finally {
            Reference.reachabilityFence(packed);
        }
    }

    private void launch(Kernel kernel, long blocksAcross, long blocksDown, int threads, long arguments)
            throws GpuException {
        int code = driver.result(
                DriverFunction.LAUNCH, kernel.handle(), blocksAcross, blocksDown, 1, threads, 1, 1, 0, 0, arguments, 0);
        if (code != 0) {
            throw new GpuException("kernel " + kernel.name(), code, "");
        }
    }

    /** Copies a matrix [rows][width] of float32 to the card, its rows one after another. */
    public void upload(DeviceMemory target, int rows, int width, RowSource source) throws GpuException {
        enter();
        transfers.upload(target, rows, width, source);
    }

    /** Copies integers to the card, from an element on. */
    public void upload(DeviceMemory target, long element, int[] values) throws GpuException {
        enter();
        transfers.upload(target, element, values);
    }

    /** Copies float32 values from the card, from an element on, and waits until they are there. */
    public void download(DeviceMemory source, long element, float[] values) throws GpuException {
        enter();
        transfers.download(source, element, values);
    }

    /** Copies float64 values from the card into part of an array, and waits until they are there. */
    public void download(DeviceMemory source, long element, double[] values, int offset, int length)
            throws GpuException {
        enter();
        transfers.download(source, element, values, offset, length);
    }

    /** Waits until all is done. */
    public void synchronize() throws GpuException {
        enter();
        driver.call(DriverFunction.SYNCHRONIZE);
    }

    /** {@return how long the card was busy since this object was opened, after waiting until all is done} */
    public GpuTimes times() throws GpuException {
        enter();
        return clock.read();
    }

    private void enter() throws GpuException {
        if (closed) {
            throw new IllegalStateException("gpu: closed (expected: open)");
        }
        driver.call(DriverFunction.SET_CONTEXT, context);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        driver.result(DriverFunction.SET_CONTEXT, context);
        driver.result(DriverFunction.SYNCHRONIZE);
        List.copyOf(memories).forEach(this::free);
        transfers.close();
        clock.close();
        modules.values().forEach(module -> driver.result(DriverFunction.UNLOAD_MODULE, module));
        driver.result(DriverFunction.RELEASE_CONTEXT, device);
    }

    @Override
    public String toString() {
        return "Gpu[" + name + ", compute capability " + computeCapability() + "]";
    }
}
