package org.folkmoot.api.training;

/**
 * All that training bits depend on beside data, model, task and seed. Equal fingerprints promise equal bits.
 *
 * @param engine name and version, such as {@code folkmoot-plain/1}
 * @param nativeBuild the native library and its build, or {@code none}
 * @param blasCore the kernel set that the linear algebra chose, or {@code none}
 * @param threads native threads per client
 * @param device {@code cpu}, or the card
 */
public record ExecutionFingerprint(String engine, String nativeBuild, String blasCore, int threads, String device) {
    /** {@return the fingerprint of strict Java, which is the same on every machine} */
    public static ExecutionFingerprint strictJava(String engine) {
        return new ExecutionFingerprint(engine, "none", "none", 1, "cpu");
    }
}
