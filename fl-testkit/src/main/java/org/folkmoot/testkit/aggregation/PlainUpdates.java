package org.folkmoot.testkit.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * A set of updates in memory, as simple as can be: what a rule may rely on, and nothing more. For tests of rules; real rounds
 * read from disk. Immutable.
 */
public final class PlainUpdates implements UpdateSet {
    private final List<ParameterVector> updates;
    private final List<Digest> pseudonyms;
    private final SortedMap<String, ParameterVector> slots;

    private PlainUpdates(
            List<ParameterVector> updates, List<Digest> pseudonyms, SortedMap<String, ParameterVector> slots) {
        this.updates = List.copyOf(updates);
        this.pseudonyms = List.copyOf(pseudonyms);
        this.slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /** {@return these updates of one layout, at least one, ranked as they stand here; the i-th from client i} */
    public static PlainUpdates of(List<ParameterVector> updates) {
        List<Digest> pseudonyms = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            pseudonyms.add(pseudonym(i));
        }
        return new PlainUpdates(updates, pseudonyms, new TreeMap<>());
    }

    /** {@return the pseudonym of client i} */
    public static Digest pseudonym(int i) {
        return Digest.sha256(("client " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** {@return so many updates with normal elements of this deviation, in float64 or float32} */
    public static PlainUpdates random(ParameterLayout layout, int clients, double deviation, Random random) {
        List<ParameterVector> updates = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            double[] values = new double[layout.size()];
            Arrays.setAll(values, j -> deviation * random.nextGaussian());
            updates.add(ParameterVector.of(layout, values));
        }
        return of(updates);
    }

    /** {@return the same updates from the same clients, with the one of {@code order[i]} at rank i} */
    public PlainUpdates ranked(int... order) {
        return new PlainUpdates(
                IntStream.of(order).mapToObj(updates::get).toList(),
                IntStream.of(order).mapToObj(pseudonyms::get).toList(),
                slots);
    }

    /** {@return the same updates in a round where rules remember this} */
    public PlainUpdates remembering(SortedMap<String, ParameterVector> value) {
        return new PlainUpdates(updates, pseudonyms, value);
    }

    /** {@return the same updates in the first round of this rule} */
    public PlainUpdates inFirstRoundOf(SetAggregator rule) {
        return remembering(rule.initialSlots(updates.get(0).layout()));
    }

    /** {@return what the plan makes of these updates, in tiles of this width} */
    public double[] aggregate(AggregationPlan plan, int widest) {
        List<ParameterVector> seen = plan.ranks()
                .map(ranks -> IntStream.of(ranks).mapToObj(updates::get).toList())
                .orElse(updates);
        double[] result = new double[parameters()];
        for (int from = 0; from < result.length; from += widest) {
            int width = Math.min(widest, result.length - from);
            double[] out = new double[width];
            plan.rule().aggregate(new PlainTile(seen, from, width), out);
            System.arraycopy(out, 0, result, from, width);
        }
        return result;
    }

    /** {@return the update of this rank} */
    public ParameterVector update(int rank) {
        return updates.get(rank);
    }

    @Override
    public int clients() {
        return updates.size();
    }

    @Override
    public int parameters() {
        return updates.get(0).size();
    }

    @Override
    public double product(int first, int second) {
        return product(updates.get(first), updates.get(second));
    }

    private static double product(ParameterVector first, ParameterVector second) {
        double sum = 0;
        for (int j = 0; j < first.size(); j++) {
            sum += first.get(j) * second.get(j);
        }
        return sum;
    }

    @Override
    public double squaredDistance(int first, int second) {
        double sum = 0;
        for (int j = 0; j < parameters(); j++) {
            double difference = updates.get(first).get(j) - updates.get(second).get(j);
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public double squaredNorm(int rank) {
        return product(rank, rank);
    }

    @Override
    public double[] products(ParameterVector direction) {
        return updates.stream()
                .mapToDouble(update -> product(update, direction))
                .toArray();
    }

    @Override
    public double[] products(int rank) {
        return products(updates.get(rank));
    }

    @Override
    public int rankOf(Digest pseudonym) {
        return pseudonyms.indexOf(pseudonym);
    }

    @Override
    public Digest seed() {
        return Digest.sha256(
                updates.stream().map(update -> update.digest().bytes()).toArray(byte[][]::new));
    }

    @Override
    public SortedMap<String, ParameterVector> slots() {
        return slots;
    }
}
