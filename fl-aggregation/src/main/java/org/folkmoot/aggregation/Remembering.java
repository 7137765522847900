package org.folkmoot.aggregation;

import java.util.Collections;
import java.util.SortedMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.model.ParameterVector;

/** A set of updates as one rule sees it: with the slots that are its own. */
record Remembering(UpdateSet updates, SortedMap<String, ParameterVector> slots) implements UpdateSet {
    Remembering {
        slots = Collections.unmodifiableSortedMap(slots);
    }

    @Override
    public int clients() {
        return updates.clients();
    }

    @Override
    public int parameters() {
        return updates.parameters();
    }

    @Override
    public double product(int first, int second) {
        return updates.product(first, second);
    }

    @Override
    public double squaredDistance(int first, int second) {
        return updates.squaredDistance(first, second);
    }

    @Override
    public double squaredNorm(int rank) {
        return updates.squaredNorm(rank);
    }

    @Override
    public double[] products(ParameterVector direction) {
        return updates.products(direction);
    }

    @Override
    public double[] products(int rank) {
        return updates.products(rank);
    }

    @Override
    public int rankOf(Digest pseudonym) {
        return updates.rankOf(pseudonym);
    }

    @Override
    public Digest seed() {
        return updates.seed();
    }
}
