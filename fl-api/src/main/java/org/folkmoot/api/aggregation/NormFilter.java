package org.folkmoot.api.aggregation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Treatment;

/**
 * A filter that judges each update by its norm alone. It works while updates arrive, so it may stand before a sum too.
 *
 * <p>Contract: {@link #factor} is between 0 and 1 and depends on its arguments alone.
 */
public interface NormFilter extends UpdateFilter {
    /**
     * {@return what an update of this norm is multiplied by, from 0 to 1}
     *
     * @param norm the Euclidean norm of the update, finite
     * @param slots what the filter remembers
     */
    double factor(double norm, SortedMap<String, ParameterVector> slots);

    /** {@return what an update that is multiplied by this factor is said to have been subject to} */
    default Optional<Treatment> treatment(double factor) {
        if (factor == 0) {
            return Optional.of(Treatment.ZEROED);
        }
        return factor < 1 ? Optional.of(Treatment.CLIPPED) : Optional.empty();
    }

    /** {@return whether an update of this norm is among those that {@link #next} is told the number of} */
    default boolean counts(double norm, SortedMap<String, ParameterVector> slots) {
        return false;
    }

    /**
     * {@return what the filter remembers after a round}
     *
     * @param slots what it remembered before
     * @param counted how many updates {@link #counts}
     * @param updates how many there were, at least 1
     */
    default SortedMap<String, ParameterVector> next(
            SortedMap<String, ParameterVector> slots, long counted, long updates) {
        return new TreeMap<>(slots);
    }

    @Override
    default Mixing filter(UpdateSet updates) {
        double[] factors = new double[updates.clients()];
        long counted = 0;
        for (int i = 0; i < factors.length; i++) {
            double norm = StrictMath.sqrt(updates.squaredNorm(i));
            factors[i] = factor(norm, updates.slots());
            counted += counts(norm, updates.slots()) ? 1 : 0;
        }
        Mixing mixing = Mixing.scaling(factors);
        for (int i = 0; i < factors.length; i++) {
            Optional<Treatment> treatment = treatment(factors[i]);
            if (treatment.isPresent()) {
                mixing = mixing.treating(i, treatment.get());
            }
        }
        return mixing.remembering(next(updates.slots(), counted, factors.length));
    }
}
