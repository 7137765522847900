package org.folkmoot.core.canonical;

import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;

/**
 * Names a vector by the SHA-256 of its canonical bytes: what {@code sha256sum parameters.bin} prints.
 *
 * <p>It does not cover the layout; the charter and the program do.
 */
public final class ParameterDigest {
    private ParameterDigest() {}

    /** {@return the digest of the vector's elements} Cost: one pass. */
    public static Digest of(ParameterVector vector) {
        return Digest.sha256(vector.toBytes());
    }
}
