package org.folkmoot.engine.attempt;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.ClientId;

/**
 * The cohort and what is known of each of its clients.
 *
 * @param cohort the invited clients
 * @param byClient answers so far
 */
public record Answers(SortedSet<ClientId> cohort, SortedMap<ClientId, Answer> byClient) {
    /** Copies both and rejects answers from strangers. */
    public Answers {
        cohort = Collections.unmodifiableSortedSet(new TreeSet<>(cohort));
        byClient = Collections.unmodifiableSortedMap(new TreeMap<>(byClient));
        if (!cohort.containsAll(byClient.keySet())) {
            throw new IllegalArgumentException("answers: " + byClient.keySet() + " (expected: of " + cohort + ")");
        }
    }

    /** {@return the cohort, unanswered} */
    static Answers none(SortedSet<ClientId> cohort) {
        return new Answers(cohort, new TreeMap<>());
    }

    /** {@return how many contributions count} */
    public int included() {
        return (int) byClient.values().stream()
                .filter(Answer.Included.class::isInstance)
                .count();
    }

    /** {@return the clients that have not been heard of} */
    public SortedSet<ClientId> missing() {
        SortedSet<ClientId> missing = new TreeSet<>(cohort);
        missing.removeAll(byClient.keySet());
        return missing;
    }

    Answers with(ClientId from, Answer answer) {
        SortedMap<ClientId, Answer> next = new TreeMap<>(byClient);
        next.put(from, answer);
        return new Answers(cohort, next);
    }

    /** {@return the same with this answer for everybody who is missing} */
    public Answers withMissing(Answer answer) {
        SortedMap<ClientId, Answer> next = new TreeMap<>(byClient);
        for (ClientId client : missing()) {
            next.put(client, answer);
        }
        return new Answers(cohort, next);
    }

    /** {@return the rejected clients} */
    public Map<ClientId, Answer.Rejected> rejected() {
        SortedMap<ClientId, Answer.Rejected> rejected = new TreeMap<>();
        byClient.forEach((client, answer) -> {
            if (answer instanceof Answer.Rejected each) {
                rejected.put(client, each);
            }
        });
        return rejected;
    }
}
