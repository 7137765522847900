package org.folkmoot.api.round;

import org.folkmoot.api.Bytes;

/**
 * A ring vector that is uniformly random to the coordinator until enough others are added to it.
 *
 * @param signed what the client signed; its payload is the digest of {@code elements}
 * @param elements ring elements in canonical form, {@code ceil(ringBits / 8)} bytes each, little-endian
 */
public record MaskedInput(SignedStatement signed, Bytes elements) implements Contribution {}
