package org.folkmoot.api.round;

import org.folkmoot.api.Bytes;

/**
 * A ring vector that is uniformly random to the coordinator until enough others are added to it.
 *
 * @param signed what the client signed; its payload is the digest of {@code elements}
 * @param elements ring elements packed to {@code ringBits} bits each, from the least bit of the first byte on
 */
public record MaskedInput(SignedStatement signed, Bytes elements) implements Contribution {}
