package org.folkmoot.testkit.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.folkmoot.api.model.ParameterVector;

/** Rules to attack, written as their definitions read. */
final class Defence {
    private Defence() {}

    /** {@return each update becomes the mean of its n - f nearest, is clipped to a norm, then the trimmed mean} */
    static Function<List<ParameterVector>, ParameterVector> mixedClippedTrimmed(int f, double norm) {
        return updates -> trimmedMean(f).apply(clipped(mixed(updates, f), norm));
    }

    private static List<ParameterVector> mixed(List<ParameterVector> updates, int f) {
        List<ParameterVector> mixed = new ArrayList<>();
        for (ParameterVector update : updates) {
            List<ParameterVector> nearest = updates.stream()
                    .sorted(Comparator.comparingDouble(
                            other -> HonestStatistics.squaredDistance(update.toDoubleArray(), other)))
                    .limit(updates.size() - f)
                    .toList();
            double[] mean = HonestStatistics.of(nearest).mean();
            mixed.add(ParameterVector.of(update.layout(), mean));
        }
        return mixed;
    }

    private static List<ParameterVector> clipped(List<ParameterVector> updates, double norm) {
        return updates.stream()
                .map(update -> {
                    double factor = Math.min(1, norm / HonestStatistics.length(update.toDoubleArray()));
                    return HonestStatistics.vector(update.layout(), j -> factor * update.get(j));
                })
                .toList();
    }

    /** {@return the mean at each position without the f lowest and the f highest values} */
    static Function<List<ParameterVector>, ParameterVector> trimmedMean(int f) {
        return updates -> HonestStatistics.vector(
                updates.get(0).layout(),
                j -> updates.stream()
                        .mapToDouble(update -> update.get(j))
                        .sorted()
                        .skip(f)
                        .limit(Math.max(1, updates.size() - 2 * f))
                        .average()
                        .orElseThrow());
    }
}
