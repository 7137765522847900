package org.folkmoot.aggregation.tile;

import java.util.SortedMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.model.ParameterVector;

/** Updates in a round before which a rule remembers this. */
record FirstRound(UpdateSet updates, SortedMap<String, ParameterVector> slots) implements UpdateSet {
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
