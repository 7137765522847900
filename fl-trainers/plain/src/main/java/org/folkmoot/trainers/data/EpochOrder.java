package org.folkmoot.trainers.data;

import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * The order in which an epoch of local training visits the examples. All trainers take it from here, so that two engines
 * with the same seed see the same batches.
 *
 * <p>Guarantees: depends on seed, epoch and size alone. Each epoch has a seed of its own, so the order of one does not
 * depend on how much chance another used.
 */
public final class EpochOrder {
    /** The plain trainer came first, and its bits stay as they were. */
    private static final String LABEL = "plain-trainer/shuffle";

    private EpochOrder() {}

    /** {@return the positions 0 to size - 1 as this epoch visits them, in a new array} */
    public static int[] of(Digest taskSeed, int epoch, int size) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        AesCtrGenerator.fromSeed(SeedDerivation.derive(taskSeed, LABEL, epoch)).shuffle(order);
        return order;
    }
}
