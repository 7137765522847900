package org.folkmoot.engine.run;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Under which key a client is registered.
 *
 * @param publicKey the key that its name in the federation follows from
 * @param nextKey SHA-256 of the key that may replace it; null for none
 */
record Registration(Bytes publicKey, @Nullable Digest nextKey) {
    /** A client that commits to no other key. */
    Registration(Bytes publicKey) {
        this(publicKey, null);
    }
}
