package org.folkmoot.api.round;

import org.folkmoot.api.model.ParameterVector;

/**
 * An update that the coordinator can read.
 *
 * @param signed what the client signed; its payload is the digest of {@code delta}
 * @param delta local minus global parameters
 */
public record ClearUpdate(SignedStatement signed, ParameterVector delta) implements Contribution {}
