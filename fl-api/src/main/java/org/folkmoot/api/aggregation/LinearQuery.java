package org.folkmoot.api.aggregation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.LocalRule;

/**
 * Any aggregation that is a sum: each contribution is encoded into a vector of ring elements, the vectors are added in
 * any order and grouping, and the sum is decoded.
 *
 * <p>Contract: all methods are pure; {@link #encode} writes every element; because addition in the ring is exact,
 * associative and commutative, the result does not depend on arrival order, threads or merge tree.
 * {@link #finish} uses only IEEE 754 basic operations and {@link StrictMath}.
 */
public interface LinearQuery {
    /** {@return rule id with version, such as {@code folkmoot/fedavg/1}}; replay finds the rule by it. */
    String id();

    /** {@return all that the rule depends on beside its id, as it stands in the program} */
    SortedMap<String, String> parameters();

    /**
     * {@return what a client sends, where that is more than a difference of the shared parameters}: the layout of the vectors
     * that {@link #encode} takes. The local rule of the program must send just this.
     *
     * @param shared the parameters that clients share
     */
    default ParameterLayout updateLayout(ParameterLayout shared) {
        return shared;
    }

    /**
     * {@return what clients have to do for this rule to have a meaning}, where plain training is not enough; it is part of a
     * strategy unless another local rule is chosen.
     */
    default Optional<LocalRule> localRule() {
        return Optional.empty();
    }

    /** {@return this rule in a federation of so many registered clients}, for rules that weigh a cohort against all. */
    default LinearQuery forPopulation(int registered) {
        return this;
    }

    /** {@return what the rule remembers before the first round, by name}; each a flat vector. */
    default SortedMap<String, ParameterVector> initialSlots(ParameterLayout shared) {
        return new TreeMap<>();
    }

    /**
     * {@return the encoding for a cohort of at most this size}
     *
     * @param layout of what a client sends, see {@link #updateLayout}
     *
     * @throws IllegalArgumentException if no encoding is free of overflow; the message has the numbers
     */
    RingEncoding encoding(ParameterLayout layout, int maxClients);

    /**
     * {@return whether one client could do damage with numbers that {@link #accumulate} refuses and a masked sum does not show}
     * Such a rule is refused where single updates are hidden.
     */
    default boolean checksSingleUpdates() {
        return false;
    }

    /** {@return the weight that a client with so many examples has, between 1 and the rule's cap} */
    long weight(long examples);

    /**
     * {@return the weight of a contribution that is so many rounds late}, between 0 and the rule's cap; only buffered
     * collections take late ones.
     *
     * @param staleness rounds committed between the model it started from and the one that it is added to, at least 0
     */
    default long weight(long examples, int staleness) {
        return weight(examples);
    }

    /**
     * Writes the ring elements of one contribution.
     *
     * @param delta local minus global parameters, finite and within the encoding's {@code maxAbs}
     * @param weight as given by {@link #weight}
     * @param encoding as given by {@link #encoding}
     * @param out room for {@link RingEncoding#width()} elements, all of which are written
     * @throws IllegalArgumentException if a value does not fit; the message names position, value and bound
     */
    void encode(ParameterVector delta, long weight, RingEncoding encoding, long[] out);

    /**
     * Adds the ring elements of one contribution to a sum: the same as {@link #encode} and an addition, for rules that can
     * do it without room for the elements.
     *
     * @param sum {@link RingEncoding#width()} elements; as it was where this throws
     * @throws IllegalArgumentException as {@link #encode} does
     */
    default void accumulate(ParameterVector delta, long weight, RingEncoding encoding, long[] sum) {
        long[] elements = new long[encoding.width()];
        encode(delta, weight, encoding, elements);
        for (int j = 0; j < elements.length; j++) {
            sum[j] += elements[j];
        }
    }

    /**
     * Decodes a sum.
     *
     * @param signedSum the sum, elements read as signed; neither changed nor kept
     * @param encoding as given by {@link #encoding}
     * @return the aggregated difference, in parameter units, one element per parameter, in an array of the caller's own
     */
    double[] finish(long[] signedSum, RingEncoding encoding);

    /**
     * {@return the decoded sum, and what the rule remembers of it}; rules without memory need only {@link #finish}.
     *
     * @param slots what it remembered before, of the names and layouts of {@link #initialSlots}
     */
    default Aggregated conclude(long[] signedSum, RingEncoding encoding, SortedMap<String, ParameterVector> slots) {
        return Aggregated.of(finish(signedSum, encoding));
    }
}
