package org.folkmoot.aggregation.tile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterVector;
import org.jspecify.annotations.Nullable;

/**
 * Updates in order of rank: by the digest of what was sent, then by client. Ranks say nothing about who came first.
 *
 * <p>Inner products and distances are computed once for all rules that ask: see {@link PairSums} for how.
 */
public final class RankedUpdates implements Points {
    private final UpdateRows rows;
    private final Workers workers;
    private final int[] order;
    private final Digest[] pseudonyms;
    private final Digest seed;
    private double @Nullable [] norms;
    private double @Nullable [][] distances;

    private RankedUpdates(UpdateRows rows, int[] order, Digest[] pseudonyms, Digest seed, Workers workers) {
        this.rows = rows;
        this.order = order;
        this.pseudonyms = pseudonyms;
        this.seed = seed;
        this.workers = workers;
    }

    /**
     * {@return these updates, ranked}
     *
     * @param senders who sent each row, and the digest of what it sent
     */
    public static RankedUpdates of(UpdateRows rows, List<Sender> senders, Workers workers) {
        if (senders.size() != rows.rows() || senders.isEmpty()) {
            throw new IllegalArgumentException("senders: " + senders.size() + " (expected: " + rows.rows() + ", >= 1)");
        }
        int[] order = IntStream.range(0, senders.size())
                .boxed()
                .sorted((a, b) -> senders.get(a).compareTo(senders.get(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        Digest[] pseudonyms = new Digest[order.length];
        byte[] payloads = new byte[order.length * Digest.BYTES];
        for (int rank = 0; rank < order.length; rank++) {
            Sender sender = senders.get(order[rank]);
            pseudonyms[rank] = sender.pseudonym();
            System.arraycopy(sender.payload().bytes(), 0, payloads, rank * Digest.BYTES, Digest.BYTES);
        }
        byte[] domain = "folkmoot/updates/1\n".getBytes(StandardCharsets.UTF_8);
        return new RankedUpdates(rows, order, pseudonyms, Digest.sha256(domain, payloads), workers);
    }

    /**
     * Who sent an update.
     *
     * @param pseudonym the client
     * @param payload digest of the update
     */
    public record Sender(Digest pseudonym, Digest payload) implements Comparable<Sender> {
        @Override
        public int compareTo(Sender other) {
            int byPayload = payload.compareTo(other.payload);
            return byPayload != 0 ? byPayload : pseudonym.compareTo(other.pseudonym);
        }
    }

    /** {@return who sent the update of this rank} */
    public Digest pseudonym(int rank) {
        return pseudonyms[rank];
    }

    @Override
    public int clients() {
        return order.length;
    }

    @Override
    public int parameters() {
        return rows.layout().size();
    }

    @Override
    public double product(int first, int second) {
        if (first == second) {
            return squaredNorm(first);
        }
        return (squaredNorm(first) + squaredNorm(second) - squaredDistance(first, second)) / 2;
    }

    @Override
    public synchronized double squaredDistance(int first, int second) {
        if (distances == null) {
            distances = PairSums.squaredDistances(rows, order, workers);
        }
        return distances[first][second];
    }

    @Override
    public synchronized double squaredNorm(int rank) {
        if (norms == null) {
            norms = PairSums.squaredNorms(rows, order, workers);
        }
        return norms[rank];
    }

    @Override
    public double[] products(ParameterVector direction) {
        return PairSums.products(
                rows, order, (from, length, target) -> direction.copyTo(from, target, 0, length), workers);
    }

    @Override
    public double[] products(int rank) {
        return PairSums.products(
                rows, order, (from, length, target) -> rows.read(order[rank], from, length, target, 0), workers);
    }

    @Override
    public int rankOf(Digest pseudonym) {
        return Arrays.asList(pseudonyms).indexOf(pseudonym);
    }

    @Override
    public Digest seed() {
        return seed;
    }

    @Override
    public SortedMap<String, ParameterVector> slots() {
        return new TreeMap<>();
    }

    @Override
    public MovableTile tile(int widest) {
        if (rows.layout().elementType() == ElementType.FLOAT32) {
            return new FloatTile(rows, order, widest);
        }
        return new DoubleTile(
                order.length, widest, (rank, from, width, target) -> rows.read(order[rank], from, width, target, 0));
    }

    @Override
    public long bytesPerColumn() {
        return (long) order.length * rows.layout().elementType().bytes();
    }

    @Override
    public Points only(int... ranks) {
        int[] some = new int[ranks.length];
        Digest[] names = new Digest[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            some[i] = order[ranks[i]];
            names[i] = pseudonyms[ranks[i]];
        }
        return new RankedUpdates(rows, some, names, seed, workers);
    }
}
