package org.folkmoot.engine.attempt;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.Treatment;

/**
 * The cohort and what is known of each of its clients. A value: another answer makes another value, which shares all but
 * O(log cohort) with this one, so that ten thousand answers cost no more than a mutable map would.
 */
public final class Answers {
    /** Each client's place in the tree; shared by all values of one attempt. */
    private final NavigableMap<ClientId, Integer> places;

    private final AnswerTree tree;
    private final int count;
    private final int included;

    private Answers(NavigableMap<ClientId, Integer> places, AnswerTree tree, int count, int included) {
        this.places = places;
        this.tree = tree;
        this.count = count;
        this.included = included;
    }

    /** {@return the cohort, unanswered} */
    public static Answers none(SortedSet<ClientId> cohort) {
        NavigableMap<ClientId, Integer> places = new TreeMap<>();
        cohort.forEach(client -> places.put(client, places.size()));
        return new Answers(Collections.unmodifiableNavigableMap(places), AnswerTree.none(), 0, 0);
    }

    /** {@return the invited clients} */
    public SortedSet<ClientId> cohort() {
        return places.navigableKeySet();
    }

    /** {@return what is known of this client} */
    public Optional<Answer> of(ClientId client) {
        Integer place = places.get(client);
        return place == null ? Optional.empty() : tree.at(place, places.size());
    }

    /** {@return how many clients have been heard of} */
    public int count() {
        return count;
    }

    /** {@return how many contributions count} */
    public int included() {
        return included;
    }

    /** {@return whether everybody has been heard of} */
    public boolean isComplete() {
        return count == places.size();
    }

    /** {@return the clients that have not been heard of} */
    public SortedSet<ClientId> missing() {
        SortedSet<ClientId> missing = new TreeSet<>();
        places.forEach((client, place) -> {
            if (tree.at(place, places.size()).isEmpty()) {
                missing.add(client);
            }
        });
        return missing;
    }

    /** {@return the answers so far, in a new map} */
    public SortedMap<ClientId, Answer> byClient() {
        SortedMap<ClientId, Answer> answers = new TreeMap<>();
        places.forEach(
                (client, place) -> tree.at(place, places.size()).ifPresent(answer -> answers.put(client, answer)));
        return answers;
    }

    /** {@return the clients whose contribution counts} */
    public SortedSet<ClientId> includedClients() {
        SortedSet<ClientId> clients = new TreeSet<>();
        byClient().forEach((client, answer) -> {
            if (answer instanceof Answer.Included) {
                clients.add(client);
            }
        });
        return clients;
    }

    /** {@return the rejected clients} */
    public SortedMap<ClientId, Answer.Rejected> rejected() {
        SortedMap<ClientId, Answer.Rejected> rejected = new TreeMap<>();
        byClient().forEach((client, answer) -> {
            if (answer instanceof Answer.Rejected each) {
                rejected.put(client, each);
            }
        });
        return rejected;
    }

    /** {@return the same with the first answer of this client} */
    Answers with(ClientId from, Answer answer) {
        Integer place = places.get(from);
        if (place == null) {
            throw new IllegalArgumentException("from: " + from + " (expected: one of " + places.size() + " invited)");
        }
        if (tree.at(place, places.size()).isPresent()) {
            throw new IllegalArgumentException("from: " + from + " (expected: somebody who is missing)");
        }
        int more = answer instanceof Answer.Included ? 1 : 0;
        return new Answers(places, tree.with(place, places.size(), answer), count + 1, included + more);
    }

    /** {@return the same where these contributions, known by pseudonym, were treated so} */
    Answers treated(SortedMap<Digest, Treatment> treatments) {
        if (treatments.isEmpty()) {
            return this;
        }
        AnswerTree next = tree;
        for (Map.Entry<ClientId, Answer> each : byClient().entrySet()) {
            if (each.getValue() instanceof Answer.Included included) {
                Treatment treatment =
                        treatments.get(included.signed().statement().pseudonym());
                if (treatment != null) {
                    int place = places.getOrDefault(each.getKey(), 0);
                    next = next.with(
                            place,
                            places.size(),
                            new Answer.Included(included.signed(), included.weight(), Optional.of(treatment)));
                }
            }
        }
        return new Answers(places, next, count, included);
    }

    /** {@return what was done to contributions that count, where they were not taken as they were} */
    public SortedMap<ClientId, Treatment> treatments() {
        SortedMap<ClientId, Treatment> treatments = new TreeMap<>();
        byClient().forEach((client, answer) -> {
            if (answer instanceof Answer.Included each) {
                each.treatment().ifPresent(treatment -> treatments.put(client, treatment));
            }
        });
        return treatments;
    }

    /** {@return the same with this answer for everybody who is missing} */
    Answers withMissing(Answer answer) {
        Answers all = this;
        for (ClientId client : missing()) {
            all = all.with(client, answer);
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answers answers && places.equals(answers.places) && tree.equals(answers.tree);
    }

    @Override
    public int hashCode() {
        return 31 * places.hashCode() + tree.hashCode();
    }

    @Override
    public String toString() {
        return "Answers[" + count + " of " + places.size() + ", " + included + " included]";
    }
}
