package org.folkmoot.trainers.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of this JVM: loaded once, with one native thread per client and deterministic kernels. Both are settings of
 * the whole process.
 *
 * <p>More native threads make small networks slower, not faster: they wait for one another by spinning. OpenMP keeps its
 * thread count for each calling thread, so {@link #prepareThread()} is called on every thread that works.
 */
final class Engine {
    /** System property: native threads per client, 1 unless set before the engine starts. */
    static final String THREADS = "org.folkmoot.torch.threads";

    /** JavaCPP asks the system for the process's size at every allocation unless this is zero. */
    private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxphysicalbytes";

    private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^, ]+)");
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final int threads;
    private final ExecutionFingerprint fingerprint;
    private final AtomicBoolean warned = new AtomicBoolean();

    private Engine(int threads) {
        this.threads = threads;
        if (System.getProperty(PHYSICAL_BYTES) == null) {
            System.setProperty(PHYSICAL_BYTES, "0");
        }
        load();
        setThreads();
        setDeterminism();
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

    /** {@return what the bits of work on this device depend on} */
    ExecutionFingerprint fingerprint(TorchDevice device) {
        return new ExecutionFingerprint(
                fingerprint.engine(),
                fingerprint.nativeBuild(),
                fingerprint.blasCore(),
                fingerprint.threads(),
                device.toString());
    }

    /** Gives the calling thread the thread count of this engine, should somebody have changed it. */
    void prepareThread() {
        int found = torch.get_num_threads();
        if (found != threads) {
            torch.set_num_threads(threads);
            if (!warned.getAndSet(true)) {
                LOG.atWarn()
                        .addKeyValue("found", found)
                        .addKeyValue("set", threads)
                        .log(
                                "somebody changed the engine's native threads; set back, here and wherever it is seen again");
            }
        }
    }

    /** {@return what makes this engine slow, in words} */
    static List<String> warnings(ExecutionFingerprint fingerprint) {
        List<String> warnings = new ArrayList<>();
        if (fingerprint.threads() > 1) {
            warnings.add(
                    "native threads per client: " + fingerprint.threads() + " (expected: 1; clients run in parallel,"
                            + " and more threads for each wait for one another by spinning; unset " + THREADS + ")");
        }
        if (fingerprint.blasCore().startsWith("Prescott")) {
            warnings.add("BLAS core: Prescott (expected: kernels for this processor; set OPENBLAS_CORETYPE)");
        }
        return warnings;
    }

    private static void load() {
        try {
            torch.get_cpu_capability();
        } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "natives: none for " + Loader.getPlatform()
                            + " (expected: pytorch, openblas and javacpp with the classifier of this platform on the"
                            + " class path, see README.md of fl-trainers-torch)",
                    e);
        }
    }

    private void setThreads() {
        torch.set_num_threads(threads);
        openblas_full.openblas_set_num_threads(threads);
        if (torch.get_num_interop_threads() != 1) {
            try {
                torch.set_num_interop_threads(1);
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("the engine's inter-op threads are in use already and stay as they are");
            }
        }
    }

    /** Warns, instead of failing, where a kernel on a card has no deterministic form. */
    private static void setDeterminism() {
        var context = torch.globalContext();
        context.setDeterministicAlgorithms(true, true);
        context.setDeterministicFillUninitializedMemory(false);
        context.setDeterministicCuDNN(true);
        context.setDeterministicMkldnn(true);
        context.setBenchmarkCuDNN(false);
        context.setAllowTF32CuDNN(false);
    }

    private ExecutionFingerprint readFingerprint() {
        Matcher version = VERSION.matcher(torch.show_config().getString());
        String engine = "pytorch/" + (version.find() ? version.group(1) : "unknown");
        String natives = build() + ", " + oneDnn() + ", " + openblas_full.OPENBLAS_VERSION.strip();
        String limit = Optional.ofNullable(System.getenv("ONEDNN_MAX_CPU_ISA"))
                .map(isa -> ", oneDNN up to " + isa)
                .orElse("");
        String core = openblas_full.openblas_get_corename().getString() + ", ATen "
                + torch.get_cpu_capability().getString() + limit;
        return new ExecutionFingerprint(engine, natives, core, threads, "cpu");
    }

    private static String oneDnn() {
        String stated = torch.get_mkldnn_version().getString();
        Matcher version = Pattern.compile("v[0-9.]+").matcher(stated);
        return "oneDNN " + (version.find() ? version.group() : "none");
    }

    /** {@return the build of the library as its folder in the jar names it, such as linux-x86_64} */
    private static String build() {
        return Optional.ofNullable(Loader.getLoadedLibraries().get("torch"))
                .map(file -> Path.of(file).getParent())
                .map(folder -> "libtorch " + folder.getFileName())
                .orElse("libtorch of unknown build");
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
