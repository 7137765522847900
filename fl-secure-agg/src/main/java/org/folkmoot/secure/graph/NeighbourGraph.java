package org.folkmoot.secure.graph;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;

/**
 * Who is whose neighbour: the same for everybody who knows plan and seed.
 *
 * <p>Where not all are neighbours, the clients are put on a ring in the order that the seed draws
 * ({@link AesCtrGenerator#shuffle} of 0 to n - 1), and each has the {@code degree / 2} next ones on either side. The seed must
 * be one that nobody knew when the roster was fixed. O(clients) once, O(degree) for each question. Immutable.
 */
public final class NeighbourGraph {
    private final GraphPlan plan;
    private final int[] ring;
    private final int[] placeOf;

    private NeighbourGraph(GraphPlan plan, int[] ring) {
        this.plan = plan;
        this.ring = ring;
        this.placeOf = new int[ring.length];
        for (int place = 0; place < ring.length; place++) {
            placeOf[ring[place]] = place;
        }
    }

    /** {@return the graph of this plan that the seed draws} */
    public static NeighbourGraph of(GraphPlan plan, Digest seed) {
        int[] ring = IntStream.range(0, plan.clients()).toArray();
        if (!plan.isComplete()) {
            AesCtrGenerator.fromSeed(seed).shuffle(ring);
        }
        return new NeighbourGraph(plan, ring);
    }

    /** {@return the neighbours of a client, ascending, in an array of the caller's own} */
    public int[] neighboursOf(int client) {
        if (plan.isComplete()) {
            return IntStream.range(0, plan.clients()).filter(i -> i != client).toArray();
        }
        int n = plan.clients();
        int[] neighbours = new int[plan.degree()];
        for (int i = 0; i < neighbours.length / 2; i++) {
            neighbours[2 * i] = ring[Math.floorMod(placeOf[client] - i - 1, n)];
            neighbours[2 * i + 1] = ring[Math.floorMod(placeOf[client] + i + 1, n)];
        }
        Arrays.sort(neighbours);
        return neighbours;
    }
}
