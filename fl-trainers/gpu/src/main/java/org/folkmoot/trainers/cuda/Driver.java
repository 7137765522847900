package org.folkmoot.trainers.cuda;

import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The driver's functions, each of which either did what it says or throws. */
final class Driver {
    private final NativeLibrary library;
    private final Map<DriverFunction, MethodHandle> handles;

    private Driver(NativeLibrary library, Map<DriverFunction, MethodHandle> handles) {
        this.library = library;
        this.handles = handles;
    }

    static Driver open(String libraryName) throws GpuUnavailableException {
        NativeLibrary library = NativeLibrary.open(libraryName);
        Map<DriverFunction, MethodHandle> handles = new EnumMap<>(DriverFunction.class);
        for (DriverFunction function : DriverFunction.values()) {
            handles.put(
                    function,
                    library.function(function.symbol(), function.parameters())
                            .orElseThrow(() -> new GpuUnavailableException(
                                    libraryName + " has no " + function.symbol() + ": the driver is too old")));
        }
        return new Driver(library, handles);
    }

    void call(DriverFunction function, long... arguments) throws GpuException {
        int code = result(function, arguments);
        if (code != 0) {
            throw new GpuException(function.symbol(), code, "");
        }
    }

    /** {@return the driver's error number, 0 for none} */
    int result(DriverFunction function, long... arguments) {
        MethodHandle handle = handles.get(function);
        if (handle == null) {
            throw new AssertionError(function);
        }
        return invoke(handle, arguments);
    }

    @SuppressWarnings("IllegalCatch") // a native call throws nothing of its own, and invokeExact declares everything
    static int invoke(MethodHandle handle, long... arguments) {
        try {
            return (int) handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a native call threw", e);
        }
    }

    /** {@return what the function writes through its first parameter, given what follows it} */
    long get(DriverFunction function, long... others) throws GpuException {
        ByteBuffer out = buffer(8);
        long[] arguments = new long[others.length + 1];
        arguments[0] = address(out);
        System.arraycopy(others, 0, arguments, 1, others.length);
        call(function, arguments);
        return out.getLong(0);
    }

    String deviceName(int device) throws GpuException {
        ByteBuffer out = buffer(256);
        call(DriverFunction.DEVICE_NAME, address(out), out.capacity(), device);
        byte[] bytes = new byte[out.capacity()];
        out.get(bytes);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Runs a call whose argument is text. */
    long getByName(DriverFunction function, long handle, String text) throws GpuException {
        ByteBuffer name = text(text);
        try {
            return get(function, handle, address(name));
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    long address(Buffer direct) {
        return library.address(direct);
    }

    /** {@return the text in native memory with a zero at its end} */
    static ByteBuffer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return buffer(bytes.length + 1).put(bytes).put((byte) 0).clear();
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
