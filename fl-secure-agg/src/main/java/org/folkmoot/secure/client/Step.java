package org.folkmoot.secure.client;

import org.folkmoot.api.Bytes;

/**
 * What a message led to.
 *
 * @param next the phase after it
 * @param send what to answer
 */
record Step<P extends ClientPhase>(P next, Bytes send) {
    static <P extends ClientPhase> Step<P> of(P next, byte[] send) {
        return new Step<>(next, Bytes.of(send));
    }
}
