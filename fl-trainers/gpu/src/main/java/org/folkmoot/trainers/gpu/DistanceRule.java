package org.folkmoot.trainers.gpu;

import java.util.List;

/**
 * A choice that depends on distances alone, in two readings: exact on the strict path's numbers, and certain or not on
 * numbers with error bounds.
 */
public sealed interface DistanceRule permits KrumRule, NearestRule {
    /** {@return the choice by these numbers as they stand, ties going to the lower index} */
    List<List<Integer>> choose(PairwiseDistances strict);

    /**
     * {@return the choice that {@link #choose} makes on the strict path, by interval}
     *
     * @param ahead distances with bounds
     */
    Margin.Choice chooseAhead(PairwiseDistances ahead);
}
