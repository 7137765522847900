package org.folkmoot.api.storage;

import java.io.IOException;
import org.folkmoot.api.Digest;

/** What is stored under a digest is not the content it names. */
public final class BlobCorruptException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Digest digest;

    /** Names the digest and the finding. */
    public BlobCorruptException(Digest digest, String detail) {
        super("blob " + digest.hex() + ": " + detail);
        this.digest = digest;
    }

    /** {@return the digest that was asked for} */
    public Digest digest() {
        return digest;
    }
}
