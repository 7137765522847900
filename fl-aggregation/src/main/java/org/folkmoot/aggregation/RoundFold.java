package org.folkmoot.aggregation;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Treatment;

/**
 * The contributions of a round while they come in, and what they come to. The live round and its replay run this same code.
 *
 * <p>Guarantees: the result is the same bytes for every order of {@link #add} and any number of threads; heap is O(model)
 * whatever the number of contributions: sums are folded on arrival, sets lie in a file; a refused contribution leaves all as
 * it was. Does not know who may contribute: whoever calls it sees to it that each client counts once. Serves one round after
 * another; not thread safe.
 */
public interface RoundFold extends AutoCloseable {
    /**
     * {@return an empty fold for rounds of this program}
     *
     * @throws org.folkmoot.api.round.UnknownRuleException if nothing provides one of its rules
     * @throws IllegalArgumentException if its rules do not go together
     * @throws IOException if there is no room for updates on disk
     */
    static RoundFold of(RoundProgram program) throws IOException {
        return of(program, Pipeline.of(program));
    }

    /** {@return an empty fold for rounds of this program, whose rules are at hand}; throws as {@link #of(RoundProgram)} does. */
    static RoundFold of(RoundProgram program, Pipeline pipeline) throws IOException {
        return pipeline.isLinear() ? new StreamingFold(program, pipeline) : new SpilledFold(program, pipeline);
    }

    /** Begins a round, forgetting the one before. */
    void begin(RoundState before) throws IOException;

    /**
     * Adds a contribution; {@return its weight}.
     *
     * @param staleness rounds between the one it was made for and this one, at least 0
     * @throws IllegalArgumentException if it does not fit the program; the message has the numbers
     */
    long add(ClearUpdate update, int staleness) throws IOException;

    /** {@return how many contributions were added} */
    long count();

    /** {@return the sum of their weights} */
    long totalWeight();

    /**
     * {@return what they come to}
     *
     * @throws IllegalStateException if there are none
     */
    Result finish() throws IOException;

    /** Lets go of what lies on disk. */
    @Override
    void close() throws IOException;

    /**
     * What a round came to.
     *
     * @param state the state after it
     * @param treatments what was done to contributions that were not taken as they were, by pseudonym
     */
    record Result(RoundState state, SortedMap<Digest, Treatment> treatments) {
        /** Copies the treatments. */
        public Result {
            treatments = Collections.unmodifiableSortedMap(new TreeMap<>(treatments));
        }
    }
}
