package org.folkmoot.engine.work;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.model.ParameterVector;
import org.jspecify.annotations.Nullable;

/** Remembers in memory. */
final class ProcessMemory implements RuleMemory {
    private SortedMap<String, ParameterVector> current = new TreeMap<>();
    private SortedMap<String, ParameterVector> proposed = new TreeMap<>();
    private @Nullable AttemptId attempt;

    @Override
    public SortedMap<String, ParameterVector> current() {
        return Collections.unmodifiableSortedMap(current);
    }

    @Override
    public void propose(AttemptId id, SortedMap<String, ParameterVector> own) {
        attempt = id;
        proposed = new TreeMap<>(own);
    }

    @Override
    public void settle(AttemptId id, boolean counted) {
        if (!id.equals(attempt)) {
            return;
        }
        if (counted) {
            current = proposed;
        }
        attempt = null;
        proposed = new TreeMap<>();
    }
}
