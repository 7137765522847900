package org.folkmoot.secure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/** A latch that lasts as long as the test. */
public final class MemoryLatch implements AnswerLatch {
    private final Set<String> given = new HashSet<>();
    private final List<Summed> summed = new ArrayList<>();

    @Override
    public void close(FederationId federation, AttemptId attempt, Step step, Digest what)
            throws AlreadyAnsweredException {
        if (!given.add(federation + " " + attempt + " " + step)) {
            throw new AlreadyAnsweredException(step + " in attempt " + attempt);
        }
    }

    @Override
    public void remember(FederationId federation, Summed next) {
        summed.add(next);
    }

    @Override
    public List<Summed> earlier(FederationId federation, Digest model) {
        return summed.stream().filter(each -> each.model().equals(model)).toList();
    }
}
