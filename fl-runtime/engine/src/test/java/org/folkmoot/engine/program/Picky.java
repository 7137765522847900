package org.folkmoot.engine.program;

import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundState;

/** Steps nothing. */
final class Picky implements ServerOptimizer {
    static final String ID = "test/picky/1";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public boolean supports(ParameterLayout layout) {
        return false;
    }

    @Override
    public RoundState initialState(ParameterVector model) {
        return RoundState.of(model);
    }

    @Override
    public RoundState step(RoundState before, double[] meanDelta) {
        return before;
    }
}
