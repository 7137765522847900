package org.folkmoot.engine.program;

import java.util.SortedMap;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.ServerOptimizerProvider;

/** Provides an optimiser that supports no layout. */
public final class PickyProvider implements ServerOptimizerProvider {
    @Override
    public String id() {
        return Picky.ID;
    }

    @Override
    public ServerOptimizer create(SortedMap<String, String> parameters) {
        return new Picky();
    }
}
