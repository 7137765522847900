package org.folkmoot.benchmarks.niid;

import org.folkmoot.api.Digest;
import org.folkmoot.trainers.data.Partition;
import org.folkmoot.trainers.data.Partitions;

/** A way to spread the images over ten clients, with what Flower's niid_bench publishes for FedAvg over 50 rounds. */
enum Split {
    IID("IID", "89.23 ± 0.45") {
        @Override
        Partition of(int[] labels, Digest seed) {
            return Partitions.iid(labels.length, CLIENTS, seed);
        }
    },
    DIRICHLET("Dirichlet 0.5", "88.09 ± 0.29") {
        @Override
        Partition of(int[] labels, Digest seed) {
            return Partitions.dirichlet(labels, FashionMnist.CLASSES, CLIENTS, 0.5, 10, seed);
        }
    },
    TWO_LABELS("2 labels a client", "78.10 ± 2.5") {
        @Override
        Partition of(int[] labels, Digest seed) {
            return Partitions.labelsPerClient(labels, FashionMnist.CLASSES, CLIENTS, 2, seed);
        }
    },
    THREE_LABELS("3 labels a client", "82.43 ± 1.5") {
        @Override
        Partition of(int[] labels, Digest seed) {
            return Partitions.labelsPerClient(labels, FashionMnist.CLASSES, CLIENTS, 3, seed);
        }
    };

    static final int CLIENTS = 10;

    private final String words;
    private final String published;

    Split(String words, String published) {
        this.words = words;
        this.published = published;
    }

    abstract Partition of(int[] labels, Digest seed);

    String words() {
        return words;
    }

    /** {@return accuracy in per cent: mean and deviation of several runs, the best of 50 rounds each} */
    String published() {
        return published;
    }
}
