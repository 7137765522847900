package org.folkmoot.api.storage;

import java.io.IOException;
import org.folkmoot.api.Digest;

/** Nothing is stored under a digest: never put, or erased under the retention policy. */
public final class BlobMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Digest digest;

    /** Names the digest and the finding. */
    public BlobMissingException(Digest digest, String detail) {
        super("blob " + digest.hex() + ": " + detail);
        this.digest = digest;
    }

    /** {@return the digest that was asked for} */
    public Digest digest() {
        return digest;
    }
}
