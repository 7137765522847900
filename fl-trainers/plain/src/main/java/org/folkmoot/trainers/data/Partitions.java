package org.folkmoot.trainers.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * The usual ways to spread examples over simulated clients, evenly or unevenly.
 *
 * <p>Guarantees: every example goes to exactly one client; the result depends on the arguments alone and is the same on
 * every JVM.
 */
public final class Partitions {
    private Partitions() {}

    /** {@return n examples dealt at random; sizes differ by one at most} */
    public static Partition iid(int n, int clients, Digest seed) {
        requireClients(clients);
        require(n >= 0, "n", n, ">= 0");
        int[] order = range(n);
        generator(seed, "iid").shuffle(order);
        return dealEvenly(order, clients);
    }

    /**
     * {@return a partition where each label is spread over the clients by its own Dirichlet draw} Source: Yurochkin et
     * al. 2019; Hsu, Qi and Brown 2019.
     *
     * @param labels the label of each example, in [0, classes)
     * @param alpha concentration, positive: 100 is nearly even, 0.1 gives most clients few labels
     * @param minPerClient where the draw leaves a client with fewer examples, it takes some from whoever holds most
     */
    public static Partition dirichlet(
            int[] labels, int classes, int clients, double alpha, int minPerClient, Digest seed) {
        requireClients(clients);
        require(alpha > 0 && Double.isFinite(alpha), "alpha", alpha, "> 0, finite");
        require(
                minPerClient >= 0 && (long) minPerClient * clients <= labels.length,
                "minPerClient",
                minPerClient,
                "in [0, " + labels.length / clients + "]");
        AesCtrGenerator random = generator(seed, "dirichlet");
        ClientPiles piles = new ClientPiles(clients);
        for (int[] positions : byLabel(labels, classes)) {
            random.shuffle(positions);
            dealByShares(positions, Gamma.dirichlet(clients, alpha, random), piles);
        }
        piles.topUp(minPerClient);
        return piles.toPartition();
    }

    /** Cuts the positions where the cumulative shares fall, rounded to the nearest. */
    private static void dealByShares(int[] positions, double[] shares, ClientPiles piles) {
        double cumulative = 0;
        int next = 0;
        for (int client = 0; client < shares.length; client++) {
            cumulative += shares[client];
            long cut = Math.min(positions.length, (long) Math.floor(cumulative * positions.length + 0.5));
            for (boolean last = client + 1 == shares.length; next < (last ? positions.length : cut); next++) {
                piles.add(client, positions[next]);
            }
        }
    }

    /**
     * {@return a partition where each client holds so many shards of the examples sorted by label} Shard sizes differ by
     * one at most. Source: McMahan et al. 2017, §3.
     */
    public static Partition shards(int[] labels, int classes, int clients, int shardsPerClient, Digest seed) {
        requireClients(clients);
        require(shardsPerClient >= 1, "shardsPerClient", shardsPerClient, ">= 1");
        int shards = Math.multiplyExact(clients, shardsPerClient);
        require(shards <= labels.length, "clients x shardsPerClient", shards, "<= " + labels.length + " examples");
        AesCtrGenerator random = generator(seed, "shards");
        int[] sorted = new int[labels.length];
        int filled = 0;
        for (int[] positions : byLabel(labels, classes)) {
            random.shuffle(positions);
            System.arraycopy(positions, 0, sorted, filled, positions.length);
            filled += positions.length;
        }
        int[] deck = range(shards);
        random.shuffle(deck);
        ClientPiles piles = new ClientPiles(clients);
        for (int card = 0; card < shards; card++) {
            int end = cut(sorted.length, deck[card] + 1, shards);
            for (int i = cut(sorted.length, deck[card], shards); i < end; i++) {
                piles.add(card / shardsPerClient, sorted[i]);
            }
        }
        return piles.toPartition();
    }

    /**
     * {@return a partition where each client holds so many different labels, and the examples of a label are dealt
     * evenly between its holders} Labels are given out round robin, so each has as many holders as any other, give or
     * take one. After the partition "#C = k" of Li, Diao, Chen and He 2022.
     *
     * @param labelsPerClient in [1, classes], with clients x labelsPerClient at least classes
     */
    public static Partition labelsPerClient(int[] labels, int classes, int clients, int labelsPerClient, Digest seed) {
        requireClients(clients);
        require(
                labelsPerClient >= 1 && labelsPerClient <= classes,
                "labelsPerClient",
                labelsPerClient,
                "in [1, " + classes + "]");
        long slots = (long) clients * labelsPerClient;
        require(slots >= classes, "clients x labelsPerClient", slots, ">= " + classes + " classes");
        AesCtrGenerator random = generator(seed, "labels-per-client");
        int[] labelAt = range(classes);
        int[] clientAt = range(clients);
        random.shuffle(labelAt);
        random.shuffle(clientAt);
        int[][] byLabel = byLabel(labels, classes);
        ClientPiles piles = new ClientPiles(clients);
        for (int place = 0; place < classes; place++) {
            int[] positions = byLabel[labelAt[place]];
            random.shuffle(positions);
            int holders = (int) ((slots - place + classes - 1) / classes);
            for (int i = 0; i < positions.length; i++) {
                long slot = place + (long) (i % holders) * classes;
                piles.add(clientAt[(int) (slot / labelsPerClient)], positions[i]);
            }
        }
        return piles.toPartition();
    }

    /**
     * {@return the partition that the data bring along: all examples of one owner go to one client} Clients are numbered
     * in the order in which their owners first appear, so that the result does not depend on the names.
     *
     * @param owners the owner of each example, such as a writer, a hospital or a station
     */
    public static Partition natural(List<?> owners) {
        Map<Object, Integer> clients = new HashMap<>();
        int[] clientOf = new int[owners.size()];
        for (int position = 0; position < clientOf.length; position++) {
            clientOf[position] = clients.merge(owners.get(position), clients.size(), (known, next) -> known);
        }
        requireClients(clients.size());
        ClientPiles piles = new ClientPiles(clients.size());
        for (int position = 0; position < clientOf.length; position++) {
            piles.add(clientOf[position], position);
        }
        return piles.toPartition();
    }

    private static Partition dealEvenly(int[] order, int clients) {
        int[][] byClient = new int[clients][];
        for (int client = 0; client < clients; client++) {
            byClient[client] = Arrays.copyOfRange(
                    order, cut(order.length, client, clients), cut(order.length, client + 1, clients));
        }
        return Partition.adopt(byClient);
    }

    /** {@return where part number {@code part} of {@code parts} nearly equal ones begins} */
    private static int cut(int n, int part, int parts) {
        return (int) ((long) n * part / parts);
    }

    /** {@return the positions of the examples of each label, ascending} */
    static int[][] byLabel(int[] labels, int classes) {
        require(classes >= 1, "classes", classes, ">= 1");
        int[] counts = new int[classes];
        for (int label : labels) {
            require(label >= 0 && label < classes, "label", label, "in [0, " + classes + ")");
            counts[label]++;
        }
        int[][] positions = new int[classes][];
        Arrays.setAll(positions, label -> new int[counts[label]]);
        int[] filled = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            positions[labels[i]][filled[labels[i]]++] = i;
        }
        return positions;
    }

    private static int[] range(int n) {
        int[] range = new int[n];
        Arrays.setAll(range, i -> i);
        return range;
    }

    private static AesCtrGenerator generator(Digest seed, String kind) {
        return AesCtrGenerator.fromSeed(SeedDerivation.derive(seed, "partition/" + kind));
    }

    private static void requireClients(int clients) {
        require(clients >= 1, "clients", clients, ">= 1");
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
