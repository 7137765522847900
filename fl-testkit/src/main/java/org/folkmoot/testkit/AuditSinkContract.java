package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link AuditSink} keeps to; implement {@link #open} in its test class. */
public interface AuditSinkContract {
    /** {@return the log in this folder, new where there is none} Always under the same name and key. */
    AuditSink open(Path folder) throws Exception;

    /** Leaves take consecutive places and come back byte for byte. */
    @Test
    default void keepsLeavesVerbatimInConsecutivePlaces(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            long first = sink.size();
            List<Bytes> leaves = List.of(
                    Bytes.of(new byte[] {0}),
                    Bytes.utf8("{\"text\":\"line\\nbreak\"}\n"),
                    Bytes.of(new byte[] {(byte) 0xff, 0, (byte) 0xfe}),
                    Bytes.of(new byte[] {0}),
                    Bytes.of(new byte[AuditSink.MAX_LEAF_BYTES]));
            for (Bytes leaf : leaves) {
                long size = sink.size();
                LeafReceipt receipt = sink.append(leaf);
                assertThat(receipt).isEqualTo(new LeafReceipt(size, MerkleHash.leaf(leaf.toByteArray())));
                assertThat(sink.size()).isEqualTo(size + 1);
            }
            assertThat(leaves(sink).subList(Math.toIntExact(first), Math.toIntExact(sink.size())))
                    .isEqualTo(leaves);
            assertThatThrownBy(() -> sink.leaf(sink.size())).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> sink.leaf(-1)).isInstanceOf(Exception.class);
        }
    }

    /** The checkpoint over an empty log is that of the empty tree, or of what the log begins with. */
    @Test
    default void newLogHasACheckpoint(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            assertThat(sink.checkpoint().root()).isEqualTo(mirror(sink).root());
            assertThat(sink.checkpoint().size()).isEqualTo(sink.size());
        }
    }

    /** Every leaf is proved in the checkpoint of every size that holds it, and every checkpoint extends all before. */
    @Test
    default void pathsVerifyAgainstEveryCheckpoint(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            List<SignedCheckpoint> checkpoints = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                sink.append(leaf(i));
                checkpoints.add(sink.checkpoint());
            }
            for (SignedCheckpoint newer : checkpoints) {
                assertThat(newer.origin()).isEqualTo(sink.origin());
                assertThat(newer.root()).isEqualTo(mirror(sink).root(newer.size()));
                verifyInclusionOfAll(sink, newer);
                for (SignedCheckpoint older : checkpoints.subList(0, checkpoints.indexOf(newer) + 1)) {
                    List<Digest> path = sink.consistencyPath(older.size(), newer.size());
                    new ConsistencyProof(older.size(), newer.size(), path).verify(older.root(), newer.root());
                }
            }
        }
    }

    /** A leaf is there as soon as it is appended, also its path, though nobody has asked for a checkpoint over it. */
    @Test
    default void answersForALeafBeforeItsCheckpoint(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            sink.checkpoint();
            LeafReceipt receipt = sink.append(leaf(0));
            long size = receipt.index() + 1;
            assertThat(sink.size()).isEqualTo(size);
            assertThat(sink.leaf(receipt.index())).isEqualTo(leaf(0));
            List<Digest> path = sink.inclusionPath(receipt.index(), size);
            SignedCheckpoint checkpoint = sink.checkpoint();
            assertThat(checkpoint.size()).isEqualTo(size);
            new InclusionProof(receipt.index(), size, path).verify(receipt.leafHash(), checkpoint.root());
        }
    }

    private static void verifyInclusionOfAll(AuditSink sink, SignedCheckpoint checkpoint) throws Exception {
        for (long index = 0; index < checkpoint.size(); index++) {
            Digest leafHash = MerkleHash.leaf(sink.leaf(index).toByteArray());
            List<Digest> path = sink.inclusionPath(index, checkpoint.size());
            new InclusionProof(index, checkpoint.size(), path).verify(leafHash, checkpoint.root());
        }
    }

    /** An empty leaf and one byte too many are refused, and the log goes on as if nothing had been asked. */
    @Test
    default void refusesEmptyAndOversizedLeaves(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            sink.append(leaf(0));
            SignedCheckpoint before = sink.checkpoint();
            assertThatIllegalArgumentException().isThrownBy(() -> sink.append(Bytes.of(new byte[0])));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sink.append(Bytes.of(new byte[AuditSink.MAX_LEAF_BYTES + 1])))
                    .withMessageContaining(Integer.toString(AuditSink.MAX_LEAF_BYTES));
            assertThat(sink.checkpoint().root()).isEqualTo(before.root());
            assertThat(sink.append(leaf(1)).index()).isEqualTo(before.size());
        }
    }

    /** A log that is opened again has all leaves, extends its last checkpoint and goes on. */
    @Test
    default void reopenedLogKeepsEverything(@TempDir Path folder) throws Exception {
        List<Bytes> written;
        SignedCheckpoint before;
        try (AuditSink sink = open(folder)) {
            for (int i = 0; i < 5; i++) {
                sink.append(leaf(i));
            }
            before = sink.checkpoint();
            sink.append(leaf(5));
            written = leaves(sink);
        }
        try (AuditSink sink = open(folder)) {
            assertThat(leaves(sink)).isEqualTo(written);
            assertThat(sink.append(leaf(6)).index()).isEqualTo(written.size());
            SignedCheckpoint after = sink.checkpoint();
            assertThat(after.origin()).isEqualTo(before.origin());
            List<Digest> path = sink.consistencyPath(before.size(), after.size());
            new ConsistencyProof(before.size(), after.size(), path).verify(before.root(), after.root());
        }
    }

    /** Leaves from several threads each get a place of their own, and the tree is over all of them. */
    @Test
    default void appendsFromSeveralThreads(@TempDir Path folder) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (AuditSink sink = open(folder)) {
            long first = sink.size();
            List<Callable<Boolean>> jobs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Bytes leaf = leaf(i);
                jobs.add(() -> sink.leaf(sink.append(leaf).index()).equals(leaf));
            }
            for (Future<Boolean> own : threads.invokeAll(jobs, 60, TimeUnit.SECONDS)) {
                assertThat(own.get())
                        .as("the receipt names the leaf's own place")
                        .isTrue();
            }
            assertThat(sink.size()).isEqualTo(first + jobs.size());
            assertThat(leaves(sink).stream().skip(first).collect(Collectors.toSet()))
                    .hasSize(jobs.size());
            assertThat(sink.checkpoint().root()).isEqualTo(mirror(sink).root());
        } finally {
            threads.shutdownNow();
        }
    }

    /** While somebody writes a log, nobody else can; afterwards somebody can. */
    @Test
    default void refusesASecondWriter(@TempDir Path folder) throws Exception {
        try (AuditSink sink = open(folder)) {
            assertThatThrownBy(() -> open(folder).close()).isInstanceOf(Exception.class);
            sink.append(leaf(0));
        }
        open(folder).close();
    }

    /** A closed log takes no leaf; closing it again is harmless. */
    @Test
    default void refusesLeavesAfterClose(@TempDir Path folder) throws Exception {
        AuditSink sink = open(folder);
        sink.append(leaf(0));
        long size = sink.size();
        sink.close();
        sink.close();
        assertThatThrownBy(() -> sink.append(leaf(1))).isInstanceOf(Exception.class);
        try (AuditSink again = open(folder)) {
            assertThat(again.size()).isEqualTo(size);
        }
    }

    private static Bytes leaf(int number) {
        return Bytes.utf8("leaf " + number);
    }

    private static List<Bytes> leaves(AuditSink sink) throws Exception {
        List<Bytes> leaves = new ArrayList<>();
        for (long index : LongStream.range(0, sink.size()).toArray()) {
            leaves.add(sink.leaf(index));
        }
        return leaves;
    }

    private static GrowingMerkleTree mirror(AuditSink sink) throws Exception {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (Bytes leaf : leaves(sink)) {
            tree.append(MerkleHash.leaf(leaf.toByteArray()));
        }
        return tree;
    }
}
