package org.folkmoot.trainers.gpu;

import org.folkmoot.api.model.ParameterVector;

/**
 * What the clients of a simulated round have learned together.
 *
 * @param model mean of the clients' models, weighted by their examples
 * @param clients how many clients trained
 * @param examples how many examples they have
 */
public record SimulatedRound(ParameterVector model, int clients, long examples) {}
