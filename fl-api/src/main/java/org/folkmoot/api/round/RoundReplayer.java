package org.folkmoot.api.round;

import java.util.Iterator;
import java.util.Set;

/**
 * Recomputes a round from its disclosed inputs; found by {@link java.util.ServiceLoader} through the id of the
 * program's query stage, so that the log needs no knowledge of aggregation rules.
 *
 * <p>Guarantee: the result depends on program, state and inputs alone, not on the order of the inputs, and is the same
 * bytes on every JVM.
 */
public interface RoundReplayer {
    /** {@return ids of the query stages that it can replay} */
    Set<String> queryIds();

    /**
     * {@return the state after the round, and the weight it rests on}
     *
     * @param program what the round ran
     * @param before the state before it
     * @param included the contributions that counted; read once, in order, so that memory stays O(model)
     * @throws IllegalArgumentException if an input does not fit the program, or is of a kind that this rule cannot take
     */
    Replayed replay(RoundProgram program, RoundState before, Iterator<? extends Contribution> included);

    /**
     * What a replay gave.
     *
     * @param state the state after the round
     * @param totalWeight of the contributions that counted
     */
    record Replayed(RoundState state, long totalWeight) {}
}
