package org.folkmoot.api.aggregation;

import java.util.SortedMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;

/**
 * The updates of one round as a rule sees them: points in parameter space, known by rank, measured on demand. They lie on
 * disk; what is asked here is computed once for all rules of a pipeline.
 *
 * <p>Guarantee: products and distances are sums in double, in one fixed order that depends on neither threads nor tile
 * width, so that a comparison has the same outcome on every JVM. Ranks follow the digests of the updates.
 */
public interface UpdateSet {
    /** {@return the number of updates} */
    int clients();

    /** {@return the number of parameters of each} */
    int parameters();

    /** {@return the inner product of two updates} Costs O(clients^2 * parameters) when first asked. */
    double product(int first, int second);

    /** {@return the square of the Euclidean distance between two updates, at least 0; exactly 0 from itself} As costly as {@link #product}. */
    double squaredDistance(int first, int second);

    /** {@return the square of the Euclidean norm of an update} Costs O(clients * parameters) when first asked. */
    double squaredNorm(int rank);

    /**
     * {@return the inner product of each update with a direction, in order of rank} Costs O(clients * parameters).
     *
     * @param direction one element per parameter
     */
    double[] products(ParameterVector direction);

    /** {@return the inner product of each update with that of a rank, in order of rank} Costs O(clients * parameters). */
    double[] products(int rank);

    /** {@return the rank of the update of the client with this pseudonym, or -1}; where updates were mixed, nobody has one. */
    int rankOf(Digest pseudonym);

    /** {@return a public seed that no single client can choose: it follows from all updates of the round} */
    Digest seed();

    /** {@return what the rules of this round remember, by name} */
    SortedMap<String, ParameterVector> slots();
}
