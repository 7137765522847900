package org.folkmoot.audit.verify;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.core.canonical.VersionWindow;

/**
 * The models that rounds within the version window started from, and the contributions that have counted in them: what is
 * needed to say whether a late contribution may count. Memory is bounded by the window.
 */
final class ModelVersions {
    private final NavigableMap<Integer, Digest> models = new TreeMap<>();
    private final NavigableMap<Integer, AttemptId> attempts = new TreeMap<>();
    private final NavigableMap<Integer, Set<Contributed>> counted = new TreeMap<>();

    /** A contribution, by client and the attempt that it was made for. */
    private record Contributed(Digest pseudonym, AttemptId attempt) {}

    /** Notes the attempt that comes next, and forgets rounds before its window. */
    void open(RoundLeaf leaf, RoundProgram program) {
        open(leaf.attempt(), leaf.model().before(), windowOf(program));
    }

    void open(AttemptId attempt, Digest model, int window) {
        models.put(attempt.round(), model);
        attempts.put(attempt.round(), attempt);
        int oldest = attempt.round() - window;
        models.headMap(oldest, false).clear();
        attempts.headMap(oldest, false).clear();
        counted.headMap(oldest, false).clear();
    }

    /** {@return why a contribution may not count in this attempt, if so}; one that may is noted as counted. */
    Optional<String> objection(ClientStatement statement, AttemptId attempt) {
        AttemptId madeFor = statement.attempt();
        Digest base = models.get(madeFor.round());
        AttemptId last = attempts.get(madeFor.round());
        if (base == null || last == null || madeFor.compareTo(last) > 0 || madeFor.compareTo(attempt) > 0) {
            return Optional.of("attempt " + madeFor + " (expected: within the version window before " + attempt + ")");
        }
        if (!statement.baseModel().equals(base)) {
            return Optional.of("base model " + statement.baseModel() + " (expected: " + base + ")");
        }
        Contributed contributed = new Contributed(statement.pseudonym(), madeFor);
        boolean first = counted.computeIfAbsent(madeFor.round(), round -> new HashSet<>())
                .add(contributed);
        return first ? Optional.empty() : Optional.of("the contribution to attempt " + madeFor + " counts twice");
    }

    /** A program whose window cannot be read takes nothing late. */
    private static int windowOf(RoundProgram program) {
        try {
            return VersionWindow.of(program).rounds();
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
