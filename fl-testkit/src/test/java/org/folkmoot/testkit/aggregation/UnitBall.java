package org.folkmoot.testkit.aggregation;

import java.util.SortedMap;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.model.ParameterVector;

/** Shortens updates to a length of 1. */
public final class UnitBall implements NormFilter {
    /** For {@link java.util.ServiceLoader}. */
    public UnitBall() {}

    @Override
    public String id() {
        return "acme/unit-ball/1";
    }

    @Override
    public double factor(double norm, SortedMap<String, ParameterVector> slots) {
        return norm <= 1 ? 1 : 1 / norm;
    }
}
