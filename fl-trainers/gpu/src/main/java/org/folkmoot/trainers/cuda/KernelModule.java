package org.folkmoot.trainers.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Our kernels, by the file that holds them; a card's driver compiles one when its first kernel is asked for. */
public enum KernelModule {
    /** Pairwise distances, and yardsticks of the card. */
    DISTANCES("distances"),
    /** Medians and trimmed means. */
    ORDER("order"),
    /** Local training of many clients. */
    SIMULATION("simulation");

    private final String file;

    KernelModule(String file) {
        this.file = file;
    }

    /** {@return the name of its source and of its text in the jar, without an ending} */
    String file() {
        return file;
    }

    /** {@return its PTX text} */
    String text() {
        return resource(file + ".ptx");
    }

    /** {@return SHA-256 of the source it was compiled from, in hexadecimal} */
    String sourceDigest() {
        return resource(file + ".source.sha256").strip();
    }

    private static String resource(String name) {
        try (InputStream in = KernelModule.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
