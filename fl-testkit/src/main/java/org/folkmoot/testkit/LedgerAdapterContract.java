package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link LedgerAdapter} keeps to; implement {@link #open} and {@link #sign} in its test class. */
public interface LedgerAdapterContract {
    /** {@return the ledger that this folder stands for, empty where the folder is new} */
    LedgerAdapter open(Path folder) throws Exception;

    /** {@return a checkpoint that the ledger under test takes for genuine} Always of the same log. */
    SignedCheckpoint sign(long size, Digest root);

    /** A new ledger holds nothing; the first checkpoint it gets is the one it holds. */
    @Test
    default void holdsTheFirstCheckpoint(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 5);
        try (LedgerAdapter ledger = open(folder)) {
            assertThat(ledger.name()).isNotBlank();
            assertThat(ledger.latest()).isEmpty();
            SignedCheckpoint first = at(log, 3);
            assertThat(ledger.publish(first, List.of())).isEqualTo(first);
            assertThat(ledger.latest()).contains(first);
        }
    }

    /** Each checkpoint that extends the latest becomes the latest. */
    @Test
    default void followsAGrowingLog(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 20);
        try (LedgerAdapter ledger = open(folder)) {
            long before = 0;
            for (long size : new long[] {1, 2, 3, 8, 13, 20}) {
                SignedCheckpoint next = at(log, size);
                assertThat(ledger.publish(next, path(log, before, size))).isEqualTo(next);
                assertThat(ledger.latest()).contains(next);
                before = size;
            }
        }
    }

    /** The same checkpoint twice is harmless. */
    @Test
    default void takesADuplicate(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 5);
        try (LedgerAdapter ledger = open(folder)) {
            SignedCheckpoint only = at(log, 5);
            ledger.publish(only, List.of());
            assertThat(ledger.publish(only, List.of())).isEqualTo(only);
            assertThat(ledger.latest()).contains(only);
        }
    }

    /** A checkpoint that comes late, behind a larger one, is answered by the latest and changes nothing. */
    @Test
    default void answersASmallerCheckpointByTheLatest(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            SignedCheckpoint latest = at(log, 7);
            ledger.publish(latest, List.of());
            assertThat(ledger.publish(at(log, 4), List.of())).isEqualTo(latest);
            assertThat(ledger.latest()).contains(latest);
            SignedCheckpoint next = at(log, 9);
            assertThat(ledger.publish(next, path(log, 7, 9))).isEqualTo(next);
        }
    }

    /** Another history is refused, at the same size and beyond it, and so is a path that leads nowhere. */
    @Test
    default void refusesAFork(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 12);
        GrowingMerkleTree fork = log("other leaf", 12);
        try (LedgerAdapter ledger = open(folder)) {
            SignedCheckpoint latest = at(log, 6);
            ledger.publish(latest, List.of());
            refuses(ledger, at(fork, 6), List.of());
            refuses(ledger, at(fork, 12), path(fork, 6, 12));
            refuses(ledger, at(fork, 12), path(log, 6, 12));
            refuses(ledger, at(log, 12), List.of());
            refuses(ledger, at(log, 12), path(log, 5, 12));
            assertThat(ledger.latest()).contains(latest);
            SignedCheckpoint next = at(log, 12);
            assertThat(ledger.publish(next, path(log, 6, 12))).isEqualTo(next);
        }
    }

    private static void refuses(LedgerAdapter ledger, SignedCheckpoint checkpoint, List<Digest> path) throws Exception {
        var before = ledger.latest();
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> ledger.publish(checkpoint, path));
        assertThat(ledger.latest()).as("after a refusal").isEqualTo(before);
    }

    /** What a ledger holds it still holds after it was closed and opened. */
    @Test
    default void survivesReopening(@TempDir Path folder) throws Exception {
        GrowingMerkleTree log = log("leaf", 12);
        SignedCheckpoint held = at(log, 6);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(at(log, 2), List.of());
            ledger.publish(held, path(log, 2, 6));
        }
        try (LedgerAdapter ledger = open(folder)) {
            assertThat(ledger.latest()).contains(held);
            refuses(ledger, at(log("other leaf", 12), 12), List.of());
            SignedCheckpoint next = at(log, 12);
            assertThat(ledger.publish(next, path(log, 6, 12))).isEqualTo(next);
        }
    }

    private SignedCheckpoint at(GrowingMerkleTree log, long size) {
        return sign(size, log.root(size));
    }

    private static List<Digest> path(GrowingMerkleTree log, long from, long to) {
        return from == 0 ? List.of() : log.consistency(from, to).path();
    }

    private static GrowingMerkleTree log(String name, int leaves) {
        GrowingMerkleTree log = GrowingMerkleTree.create();
        for (int i = 0; i < leaves; i++) {
            log.append(MerkleHash.leaf((name + " " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return log;
    }
}
