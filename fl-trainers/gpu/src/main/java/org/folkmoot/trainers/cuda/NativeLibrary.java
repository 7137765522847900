package org.folkmoot.trainers.cuda;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A native library, called through {@code java.lang.foreign} (final since Java 22, JEP 454), which this class finds by
 * reflection because the rest of us is compiled for Java 17.
 *
 * <p>Functions take 32-bit integers and 64-bit values and return an int. A pointer is passed as a 64-bit integer: the
 * two are handled alike by the calling conventions of every 64-bit system that has a CUDA driver (System V and Windows
 * x64, AAPCS64). Direct buffers stand for native memory; whoever passes an address keeps the buffer reachable until the
 * call is over.
 */
final class NativeLibrary {
    private static final int FIRST_JAVA = 22;

    private final Foreign foreign;
    private final Object symbols;

    private NativeLibrary(Foreign foreign, Object symbols) {
        this.foreign = foreign;
        this.symbols = symbols;
    }

    /**
     * {@return the library of this name or path}
     *
     * @throws GpuUnavailableException if this Java has no foreign functions, may not use them, or there is no such
     *     library
     */
    static NativeLibrary open(String library) throws GpuUnavailableException {
        int java = Runtime.version().feature();
        if (java < FIRST_JAVA) {
            throw new GpuUnavailableException("Java " + java + ": needs " + FIRST_JAVA + " or newer");
        }
        try {
            Foreign foreign = Foreign.of();
            return new NativeLibrary(foreign, foreign.load(library));
        } catch (InvocationTargetException e) {
            throw refused(library, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new GpuUnavailableException("Java " + java + ": its foreign functions are not those of Java 22", e);
        }
    }

    private static GpuUnavailableException refused(String library, Throwable cause) {
        if (cause instanceof IllegalCallerException) {
            return new GpuUnavailableException(
                    "native access is denied: start java with --enable-native-access=ALL-UNNAMED", cause);
        }
        return new GpuUnavailableException("no " + library + ": " + cause.getMessage(), cause);
    }

    /**
     * {@return the function of this name, if the library has it, as a handle of type (long[])int}
     *
     * @param parameters one letter for each: {@code i} for 32 bits, {@code p} for 64
     */
    Optional<MethodHandle> function(String name, String parameters) {
        try {
            Optional<?> symbol = foreign.find(symbols, name);
            return symbol.isEmpty() ? Optional.empty() : Optional.of(foreign.link(symbol.get(), parameters));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("java.lang.foreign refuses " + name + "(" + parameters + ")", e);
        }
    }

    /** {@return the address of a direct buffer's first byte, whatever its position} */
    long address(Buffer direct) {
        try {
            return foreign.address(direct.duplicate().clear());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("java.lang.foreign refuses a direct buffer", e);
        }
    }

    /** The few methods of java.lang.foreign that are needed. */
    private record Foreign(
            Object linker,
            Method downcall,
            Method describe,
            Class<?> layoutType,
            Class<?> optionType,
            Object intLayout,
            Object longLayout,
            Method find,
            Method lookup,
            Object forever,
            Method ofBuffer,
            Method addressOf) {

        static Foreign of() throws ReflectiveOperationException {
            Class<?> linker = type("Linker");
            Class<?> option = type("Linker$Option");
            Class<?> segment = type("MemorySegment");
            Class<?> layout = type("MemoryLayout");
            Class<?> layouts = type("ValueLayout");
            Class<?> descriptor = type("FunctionDescriptor");
            Class<?> symbols = type("SymbolLookup");
            Class<?> arena = type("Arena");
            return new Foreign(
                    linker.getMethod("nativeLinker").invoke(null),
                    linker.getMethod("downcallHandle", segment, descriptor, option.arrayType()),
                    descriptor.getMethod("of", layout, layout.arrayType()),
                    layout,
                    option,
                    layouts.getField("JAVA_INT").get(null),
                    layouts.getField("JAVA_LONG").get(null),
                    symbols.getMethod("find", String.class),
                    symbols.getMethod("libraryLookup", String.class, arena),
                    arena.getMethod("global").invoke(null),
                    segment.getMethod("ofBuffer", Buffer.class),
                    segment.getMethod("address"));
        }

        private static Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName("java.lang.foreign." + name);
        }

        Object load(String library) throws ReflectiveOperationException {
            return lookup.invoke(null, library, forever);
        }

        Optional<?> find(Object symbols, String name) throws ReflectiveOperationException {
            return (Optional<?>) find.invoke(symbols, name);
        }

        MethodHandle link(Object symbol, String parameters) throws ReflectiveOperationException {
            Object layouts = Array.newInstance(layoutType, parameters.length());
            Class<?>[] asLong = new Class<?>[parameters.length()];
            Arrays.fill(asLong, long.class);
            for (int i = 0; i < parameters.length(); i++) {
                Array.set(layouts, i, parameters.charAt(i) == 'i' ? intLayout : longLayout);
            }
            Object descriptor = describe.invoke(null, intLayout, layouts);
            MethodHandle exact =
                    (MethodHandle) downcall.invoke(linker, symbol, descriptor, Array.newInstance(optionType, 0));
            return MethodHandles.explicitCastArguments(exact, MethodType.methodType(int.class, asLong))
                    .asSpreader(long[].class, asLong.length);
        }

        long address(Buffer direct) throws ReflectiveOperationException {
            return (long) addressOf.invoke(ofBuffer.invoke(null, direct));
        }
    }
}
