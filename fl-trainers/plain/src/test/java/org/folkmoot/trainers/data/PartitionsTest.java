package org.folkmoot.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.random.AesCtrGenerator;

class PartitionsTest {
    private static final Digest SEED = SampleData.seed("partitions");

    @Property(tries = 60)
    void everyExampleGoesToExactlyOneClient(
            @ForAll @IntRange(min = 40, max = 300) int n,
            @ForAll @IntRange(min = 1, max = 20) int clients,
            @ForAll @IntRange(min = -3, max = 3) int magnitude,
            @ForAll @IntRange(min = 1, max = 5) int classes) {
        int[] labels = labels(n, classes);
        double alpha = Math.pow(10, magnitude);
        requireComplete(Partitions.iid(n, clients, SEED), n, clients);
        requireComplete(Partitions.dirichlet(labels, classes, clients, alpha, 2, SEED), n, clients);
        requireComplete(Partitions.shards(labels, classes, clients, 2, SEED), n, clients);
        int perClient = clients >= classes ? 1 : classes;
        requireComplete(Partitions.labelsPerClient(labels, classes, clients, perClient, SEED), n, clients);
    }

    private static void requireComplete(Partition partition, int n, int clients) {
        assertThat(partition.clients()).isEqualTo(clients);
        int[] seen = new int[n];
        for (int client = 0; client < clients; client++) {
            int[] positions = partition.positions(client);
            assertThat(positions).isSorted().hasSize(partition.size(client));
            for (int position : positions) {
                seen[position]++;
            }
        }
        assertThat(seen).containsOnly(1);
    }

    @Property
    void dirichletHonoursTheMinimum(@ForAll @IntRange(min = -3, max = 0) int magnitude) {
        Partition partition = Partitions.dirichlet(labels(200, 10), 10, 20, Math.pow(10, magnitude), 10, SEED);
        for (int client = 0; client < 20; client++) {
            assertThat(partition.size(client)).isEqualTo(10);
        }
    }

    @Example
    void smallAlphaIsSkewedAndLargeAlphaIsEven() {
        int[] labels = labels(10_000, 10);
        Partition skewed = Partitions.dirichlet(labels, 10, 10, 0.05, 0, SEED);
        Partition even = Partitions.dirichlet(labels, 10, 10, 10_000, 0, SEED);
        assertThat(largestLabelShare(skewed, labels)).isGreaterThan(0.6);
        assertThat(largestLabelShare(even, labels)).isLessThan(0.15);
    }

    private static double largestLabelShare(Partition partition, int[] labels) {
        double sum = 0;
        int counted = 0;
        for (int client = 0; client < partition.clients(); client++) {
            int[] counts = new int[10];
            for (int position : partition.positions(client)) {
                counts[labels[position]]++;
            }
            if (partition.size(client) > 0) {
                sum += (double) Arrays.stream(counts).max().orElseThrow() / partition.size(client);
                counted++;
            }
        }
        return sum / counted;
    }

    @Example
    void shardsAndLabelsBoundWhatAClientSees() {
        int[] labels = labels(1000, 10);
        Partition byLabel = Partitions.labelsPerClient(labels, 10, 20, 3, SEED);
        Partition shards = Partitions.shards(labels, 10, 20, 2, SEED);
        for (int client = 0; client < 20; client++) {
            assertThat(distinctLabels(byLabel, client, labels)).isEqualTo(3);
            assertThat(distinctLabels(shards, client, labels)).isLessThanOrEqualTo(4);
            assertThat(shards.size(client)).isEqualTo(50);
        }
    }

    private static long distinctLabels(Partition partition, int client, int[] labels) {
        return Arrays.stream(partition.positions(client))
                .map(i -> labels[i])
                .distinct()
                .count();
    }

    @Example
    void naturalKeepsWhatBelongsToAnOwnerTogether() {
        Partition partition = Partitions.natural(List.of("ada", "ben", "ada", "cleo", "ben", "ada"));

        assertThat(partition.clients()).isEqualTo(3);
        assertThat(partition.positions(0)).containsExactly(0, 2, 5);
        assertThat(partition.positions(1)).containsExactly(1, 4);
        assertThat(partition.positions(2)).containsExactly(3);
        assertThatThrownBy(() -> Partitions.natural(List.of())).hasMessage("clients: 0 (expected: >= 1)");
    }

    @Example
    void iidSizesDifferByOneAtMost() {
        Partition partition = Partitions.iid(103, 10, SEED);
        for (int client = 0; client < 10; client++) {
            assertThat(partition.size(client)).isBetween(10, 11);
        }
    }

    @Example
    void gammaHasItsMeanAndVariance() {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SEED);
        for (double shape : new double[] {0.3, 1, 4.5}) {
            int n = 40_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double x = Math.exp(Gamma.logSample(shape, random));
                sum += x;
                squares += (x - shape) * (x - shape);
            }
            // Mean: five standard errors. Variance: its standard error is sqrt((2 + 6 / shape) / n) relative.
            assertThat(Math.abs(sum / n - shape)).isLessThan(5 * Math.sqrt(shape / n));
            assertThat(Math.abs(squares / n / shape - 1)).isLessThan(5 * Math.sqrt((2 + 6 / shape) / n));
        }
    }

    @Example
    void isTheSameOnEveryJvm() throws IOException, MalformedJsonException {
        int[] labels = labels(1000, 10);
        Map<String, Partition> partitions = new TreeMap<>();
        partitions.put("iid", Partitions.iid(1000, 30, SEED));
        partitions.put("dirichlet-0.1", Partitions.dirichlet(labels, 10, 30, 0.1, 5, SEED));
        partitions.put("dirichlet-2.5", Partitions.dirichlet(labels, 10, 30, 2.5, 0, SEED));
        partitions.put("shards", Partitions.shards(labels, 10, 30, 2, SEED));
        partitions.put("labels-per-client", Partitions.labelsPerClient(labels, 10, 30, 3, SEED));
        JsonObject pinned = vectors().object("digests");
        for (Map.Entry<String, Partition> entry : partitions.entrySet()) {
            assertThat(entry.getValue().digest().hex()).as(entry.getKey()).isEqualTo(pinned.string(entry.getKey()));
        }
    }

    private static JsonObject vectors() throws IOException, MalformedJsonException {
        try (InputStream in =
                Objects.requireNonNull(PartitionsTest.class.getResourceAsStream("/vectors/partitions.json"))) {
            return (JsonObject) StrictJson.parse(in.readAllBytes());
        }
    }

    @Example
    void givesOneViewPerClient() {
        Dataset data = SampleData.blobs(100, 3, 4, "views");
        var parts = Partitions.iid(100, 7, SEED).of(data);
        assertThat(parts).hasSize(7).allMatch(part -> part.sharesStorageWith(data));
        assertThatThrownBy(() -> Partitions.iid(99, 7, SEED).of(data)).hasMessage("examples: 100 (expected: 99)");
    }

    @Example
    void refusesTheImpossible() {
        int[] labels = labels(10, 2);
        assertThatThrownBy(() -> Partitions.dirichlet(labels, 2, 3, 1, 4, SEED))
                .hasMessage("minPerClient: 4 (expected: in [0, 3])");
        assertThatThrownBy(() -> Partitions.dirichlet(labels, 2, 3, 0, 0, SEED)).hasMessageContaining("alpha: 0.0");
        assertThatThrownBy(() -> Partitions.dirichlet(labels, 1, 3, 1, 0, SEED)).hasMessageContaining("label: 1");
        assertThatThrownBy(() -> Partitions.shards(labels, 2, 6, 2, SEED)).hasMessageContaining("<= 10 examples");
        assertThatThrownBy(() -> Partitions.labelsPerClient(labels, 5, 2, 2, SEED))
                .hasMessageContaining(">= 5 classes");
        assertThatThrownBy(() -> Partitions.iid(10, 0, SEED)).hasMessage("clients: 0 (expected: >= 1)");
    }

    private static int[] labels(int n, int classes) {
        AesCtrGenerator random = AesCtrGenerator.fromSeed(SampleData.seed("labels"));
        int[] labels = new int[n];
        Arrays.setAll(labels, i -> i < classes ? i : random.nextInt(classes));
        return labels;
    }
}
