package org.folkmoot.engine;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.engine.attempt.Answer;

/** Counts rejections by the word of their reason. */
final class RejectionCounts {
    private RejectionCounts() {}

    static SortedMap<String, Long> of(Collection<Answer.Rejected> rejected) {
        SortedMap<String, Long> counts = new TreeMap<>();
        rejected.forEach(each -> counts.merge(each.reason().word(), 1L, Long::sum));
        return counts;
    }
}
