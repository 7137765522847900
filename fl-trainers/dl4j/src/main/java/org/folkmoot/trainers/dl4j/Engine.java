package org.folkmoot.trainers.dl4j;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of this JVM: loaded once, checked once, with one native thread per client.
 *
 * <p>OpenMP keeps its thread count for each calling thread, so {@link #prepareThread()} is called on every thread that
 * trains. More native threads make small networks slower, not faster: they wait for one another by spinning.
 */
final class Engine {
    /** System property: native threads per client, 1 unless set before the engine starts. */
    static final String THREADS = "org.folkmoot.dl4j.threads";

    /** JavaCPP asks the system for the process's size at every allocation unless this is zero. */
    private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxphysicalbytes";

    private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final int threads;
    private final ExecutionFingerprint fingerprint;

    private Engine(int threads) {
        this.threads = threads;
        if (System.getProperty(PHYSICAL_BYTES) == null) {
            System.setProperty(PHYSICAL_BYTES, "0");
        }
        if (isOnClassPath(CUDA_BACKEND)) {
            CudaCard.refusal(CudaDriver.cards()).ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
        }
        load();
        prepareThread();
        this.fingerprint = readFingerprint();
        warnings(fingerprint).forEach(LOG::warn);
    }

    /**
     * {@return the engine, started at the first call}
     *
     * @throws IllegalStateException if it cannot run here, with the reason
     */
    static Engine start() {
        return Holder.ENGINE;
    }

    /** {@return what its bits depend on} */
    ExecutionFingerprint fingerprint() {
        return fingerprint;
    }

    /** Gives the calling thread, and BLAS as a whole, the thread count of this engine. */
    void prepareThread() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
    }

    /** {@return what makes this engine slow, in words} */
    static List<String> warnings(ExecutionFingerprint fingerprint) {
        List<String> warnings = new ArrayList<>();
        if (fingerprint.threads() > 1) {
            warnings.add(
                    "native threads per client: " + fingerprint.threads() + " (expected: 1; clients run in parallel,"
                            + " and more threads for each wait for one another by spinning; unset " + THREADS + ")");
        }
        if (fingerprint.blasCore().equalsIgnoreCase("prescott")) {
            warnings.add(
                    "BLAS core: Prescott (expected: kernels for this processor; OpenBLAS does not know it and computes"
                            + " several times slower; take openblas 0.3.31-1.5.13 or set OPENBLAS_CORETYPE)");
        }
        return warnings;
    }

    private static void load() {
        try {
            Nd4j.getBackend();
        } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "natives: none for " + Loader.getPlatform()
                            + " (expected: nd4j-native, openblas and javacpp with the"
                            + " classifier of this platform on the class path, see README.md of fl-trainers-dl4j)",
                    e);
        }
    }

    private ExecutionFingerprint readFingerprint() {
        String engine = "deeplearning4j/" + version("deeplearning4j-nn", org.deeplearning4j.nn.api.Model.class);
        Map<String, String> libraries = Loader.getLoadedLibraries();
        if (!Nd4j.getEnvironment().isCPU()) {
            String card = CudaDriver.cards().get(0).toString();
            return new ExecutionFingerprint(engine, build(libraries, "nd4jcuda"), "cublas", threads, card);
        }
        String core = openblas_full.openblas_get_corename().getString();
        String blas = openblas_full.OPENBLAS_VERSION.strip();
        int level = NativeOpsHolder.getInstance().getDeviceNativeOps().optimalLevel();
        String natives = build(libraries, "nd4jcpu") + ", " + blas + ", cpu level " + level;
        return new ExecutionFingerprint(engine, natives, core, threads, "cpu");
    }

    /** {@return the build of a library as its folder in the jar names it, such as linux-x86_64-onednn-avx2} */
    private static String build(Map<String, String> libraries, String library) {
        return Optional.ofNullable(libraries.get(library))
                .map(file -> Path.of(file).getParent())
                .map(folder -> library + " " + folder.getFileName())
                .orElse(library + " of unknown build");
    }

    private static String version(String artefact, Class<?> type) {
        String stated = type.getPackage().getImplementationVersion();
        if (stated != null) {
            return stated;
        }
        String place = String.valueOf(type.getProtectionDomain().getCodeSource().getLocation());
        String file = place.substring(place.lastIndexOf('/') + 1);
        return file.startsWith(artefact + "-") && file.endsWith(".jar")
                ? file.substring(artefact.length() + 1, file.length() - ".jar".length())
                : "unknown";
    }

    private static boolean isOnClassPath(String type) {
        return Engine.class.getClassLoader().getResource(type.replace('.', '/') + ".class") != null;
    }

    private static int threadsAsked() {
        Integer threads = Integer.getInteger(THREADS, 1);
        if (threads < 1) {
            throw new IllegalStateException(THREADS + ": " + threads + " (expected: >= 1)");
        }
        return threads;
    }

    private static final class Holder {
        private static final Engine ENGINE = new Engine(threadsAsked());
    }
}
