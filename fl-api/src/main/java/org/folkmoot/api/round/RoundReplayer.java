package org.folkmoot.api.round;

import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;

/**
 * Recomputes a round from its disclosed inputs; found by {@link java.util.ServiceLoader} through the id of the
 * program's {@link RoundProgram#rule() rule}, so that the log needs no knowledge of aggregation.
 *
 * <p>Guarantee: the result depends on program, round, state and inputs alone, not on the order of the inputs, and is the
 * same bytes on every JVM.
 */
public interface RoundReplayer {
    /** {@return ids of the rules that it can replay} */
    Set<String> ruleIds();

    /**
     * {@return the layout of what clients send under this program}
     *
     * @throws UnknownRuleException if one of its rules is not there
     * @throws IllegalArgumentException if its rules do not go together
     */
    default ParameterLayout updateLayout(RoundProgram program) {
        return program.layout();
    }

    /**
     * {@return the state after the round, the weight it rests on, and what was done to single contributions}
     *
     * @param program what the round ran
     * @param round its number; contributions of earlier rounds count as late
     * @param before the state before it
     * @param included the contributions that counted; read once, in order, so that memory stays O(model)
     * @throws UnknownRuleException if one of the program's rules is not there; that says nothing against the round
     * @throws IllegalArgumentException if an input does not fit the program, or is of a kind that this rule cannot take
     * @throws java.io.UncheckedIOException if there is no room for the updates here; that says nothing against the round
     */
    Replayed replay(RoundProgram program, int round, RoundState before, Iterator<? extends Contribution> included);

    /**
     * What a replay gave.
     *
     * @param state the state after the round
     * @param totalWeight of the contributions that counted
     * @param treatments what the rules did to contributions that they did not take as they were, by pseudonym
     */
    record Replayed(RoundState state, long totalWeight, SortedMap<Digest, Treatment> treatments) {
        /** Copies the treatments. */
        public Replayed {
            treatments = Collections.unmodifiableSortedMap(new TreeMap<>(treatments));
        }
    }
}
