package org.folkmoot.engine;

import java.time.Duration;

/**
 * Where the time of an attempt went. The parts of the coordinator's work are disjoint; much of it overlaps with the
 * clients' training.
 *
 * @param total from the first invitation to the durable proof
 * @param waiting the coordinator waited for contributions
 * @param checking signatures and values of contributions
 * @param storing hashing contributions and writing them to the store
 * @param folding encoding and summing
 * @param evaluating measuring the new model
 * @param forcing making inputs and proof durable
 * @param signing making proof and checkpoint
 */
public record RoundTimings(
        Duration total,
        Duration waiting,
        Duration checking,
        Duration storing,
        Duration folding,
        Duration evaluating,
        Duration forcing,
        Duration signing) {}
