package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.testkit.AuditSinkContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransparencyLogTest implements AuditSinkContract {
    private static final String ORIGIN = "example.org/log";

    @TempDir
    private Path folder;

    @Override
    public AuditSink open(Path where) throws AuditException {
        return TransparencyLog.open(where, ORIGIN);
    }

    private TransparencyLog reopen() throws AuditException {
        return TransparencyLog.open(folder, ORIGIN);
    }

    static List<Bytes> leaves(int count) {
        List<Bytes> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            leaves.add(Bytes.utf8("leaf " + i));
        }
        return leaves;
    }

    private void fill(int count) throws AuditException {
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(count));
        }
    }

    @Test
    void namesItselfAfterItsFolderAndForEver() throws Exception {
        Path named = folder.resolve("My Ledger");
        String origin;
        try (TransparencyLog log = TransparencyLog.open(named)) {
            origin = log.origin();
            assertThat(origin).matches("folkmoot\\.local/my-ledger-[0-9a-f]{8}");
            assertThat(Files.readString(named.resolve("log.vkey")))
                    .isEqualTo(log.logKey().encode() + "\n");
            assertThat(log.folder()).isEqualTo(named.toAbsolutePath());
        }
        try (TransparencyLog log = TransparencyLog.open(named)) {
            assertThat(log.origin()).isEqualTo(origin);
        }
    }

    @Test
    void refusesAnotherName() throws Exception {
        fill(1);
        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> TransparencyLog.open(folder, "example.org/other"))
                .withMessageContaining(ORIGIN);
        assertThatIllegalArgumentException().isThrownBy(() -> TransparencyLog.open(folder.resolve("new"), "a b"));
        reopen().close();
    }

    @Test
    void publishesACheckpointUnderItsKeyWhenAsked() throws Exception {
        try (TransparencyLog log = reopen()) {
            for (int size = 0; size < 4; size++) {
                log.checkpoint();
                Bytes note = LogReader.open(folder.resolve("log")).checkpointNote();
                SignedCheckpoint published = Checkpoints.open(note, log.logKey());
                assertThat(published).isEqualTo(log.checkpoint());
                assertThat(published.size()).isEqualTo(size);
                log.append(Bytes.utf8("leaf " + size));
            }
        }
    }

    @Test
    void keepsItsKeysAndInputs() throws Exception {
        Bytes statementKey;
        Digest blob;
        try (TransparencyLog log = reopen()) {
            statementKey = log.statementKey().publicKey();
            blob = log.inputs().put(new byte[] {1, 2, 3});
            log.inputs().force();
        }
        try (TransparencyLog log = reopen()) {
            assertThat(log.statementKey().publicKey()).isEqualTo(statementKey);
            assertThat(log.statementKey().algorithm()).isEqualTo(Signatures.ECDSA_P256);
            assertThat(log.inputs().get(blob)).containsExactly(1, 2, 3);
        }
    }

    /** The sizes around full tiles, with the files that C2SP tlog-tiles names for them. */
    @Test
    void laysTilesOutAroundFullOnes() throws Exception {
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(255));
            log.checkpoint();
            assertThat(published()).containsExactly("checkpoint", "tile/0/000.p/255", "tile/entries/000.p/255");
            log.append(Bytes.utf8("leaf 255"));
            log.checkpoint();
            assertThat(published()).containsExactly("checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000");
            log.append(Bytes.utf8("leaf 256"));
            log.checkpoint();
            assertThat(published())
                    .containsExactly(
                            "checkpoint",
                            "tile/0/000",
                            "tile/0/001.p/1",
                            "tile/1/000.p/1",
                            "tile/entries/000",
                            "tile/entries/001.p/1");
            check(log);
        }
    }

    @Test
    void laysTilesOutAroundTheFirstFullTileOfTheSecondLevel() throws Exception {
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(65_535));
            log.checkpoint();
            assertThat(published())
                    .hasSize(1 + 2 * 256 + 1)
                    .contains("tile/0/255.p/255", "tile/1/000.p/255", "tile/entries/255.p/255");
            check(log);
            log.append(Bytes.utf8("leaf 65535"));
            log.checkpoint();
            assertThat(published())
                    .hasSize(1 + 2 * 256 + 2)
                    .contains("tile/0/255", "tile/1/000", "tile/2/000.p/1", "tile/entries/255");
            check(log);
            log.append(Bytes.utf8("leaf 65536"));
            log.checkpoint();
            assertThat(published())
                    .hasSize(1 + 2 * 257 + 2)
                    .contains("tile/0/256.p/1", "tile/1/000", "tile/2/000.p/1", "tile/entries/256.p/1");
            check(log);
            assertThat(log.checkpoint().root()).isEqualTo(mirror(65_537).root());
        }
        try (TransparencyLog log = reopen()) {
            assertThat(log.size()).isEqualTo(65_537);
            check(log);
        }
    }

    private static GrowingMerkleTree mirror(int size) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        leaves(size).forEach(leaf -> tree.append(MerkleHash.leaf(leaf.toByteArray())));
        return tree;
    }

    private void check(TransparencyLog log) throws Exception {
        LogReader.open(folder.resolve("log")).checkTree(log.checkpoint());
    }

    private List<String> published() throws IOException {
        Path root = folder.resolve("log");
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void dropsATornTailThatNoCheckpointCovers() throws Exception {
        fill(3);
        Path journal = folder.resolve("leaves.journal");
        byte[] whole = Files.readAllBytes(journal);
        for (String torn : List.of("x", "\0\0\0\5....", "\0\0\0\5....leaf", "\0\1\0\0........")) {
            byte[] tail = torn.getBytes(StandardCharsets.ISO_8859_1);
            byte[] damaged = Arrays.copyOf(whole, whole.length + tail.length);
            System.arraycopy(tail, 0, damaged, whole.length, tail.length);
            Files.write(journal, damaged);
            try (TransparencyLog log = reopen()) {
                assertThat(log.size()).isEqualTo(3);
            }
            assertThat(Files.readAllBytes(journal)).isEqualTo(whole);
        }
    }

    @Test
    void publishesALeafThatWasDurableWhenItsWriterDied() throws Exception {
        fill(3);
        SignedCheckpoint before;
        try (TransparencyLog log = reopen()) {
            before = log.checkpoint();
        }
        try (LeafJournal journal = LeafJournal.open(folder.resolve("leaves.journal"), new LocalDisk(), leaf -> {})) {
            journal.append(List.of(Bytes.utf8("leaf 3")));
        }
        try (TransparencyLog log = reopen()) {
            assertThat(log.size()).isEqualTo(4);
            assertThat(log.leaf(3)).isEqualTo(Bytes.utf8("leaf 3"));
            assertThat(log.checkpoint().root()).isNotEqualTo(before.root());
            check(log);
        }
    }

    @Test
    void refusesToStartWithFewerLeavesThanItSigned() throws Exception {
        fill(3);
        Path journal = folder.resolve("leaves.journal");
        byte[] whole = Files.readAllBytes(journal);
        int lastRecord = 8 + "leaf 2".length();
        for (int cut = 1; cut <= lastRecord; cut++) {
            byte[] shorter = Arrays.copyOf(whole, whole.length - cut);
            Files.write(journal, shorter);
            refusesToOpen("3, as signed");
            assertThat(Files.readAllBytes(journal)).as("nothing is repaired").isEqualTo(shorter);
        }
        Files.write(journal, whole);
        reopen().close();
    }

    @Test
    void refusesToStartWithOtherLeavesThanItSigned() throws Exception {
        fill(3);
        Path journal = folder.resolve("leaves.journal");
        byte[] whole = Files.readAllBytes(journal);
        Files.delete(journal);
        LeafJournal.create(journal, ORIGIN);
        try (LeafJournal other = LeafJournal.open(journal, new LocalDisk(), leaf -> {})) {
            other.append(List.of(Bytes.utf8("leaf 0"), Bytes.utf8("leaf X"), Bytes.utf8("leaf 2")));
        }
        refusesToOpen("as signed");
        Files.write(journal, whole);
        whole[whole.length - 1] ^= 1;
        Files.write(journal, whole);
        refusesToOpen("3, as signed");
    }

    @Test
    void refusesToStartWithoutWhatBelongsTogether() throws Exception {
        fill(2);
        for (String name : List.of("leaves.journal", "keys/log.key", "keys/statement.key", "log/checkpoint")) {
            Path file = folder.resolve(name);
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            refusesToOpen("expected");
            assertThat(file).as("is not made anew").doesNotExist();
            Files.write(file, content);
        }
        reopen().close();
    }

    @Test
    void refusesToStartUnderAnotherKey() throws Exception {
        fill(2);
        Path other = folder.resolve("other");
        TransparencyLog.open(other, ORIGIN).close();
        byte[] ownKey = Files.readAllBytes(folder.resolve("keys/log.key"));
        Files.write(folder.resolve("keys/log.key"), Files.readAllBytes(other.resolve("keys/log.key")));
        refusesToOpen("log.vkey");
        Files.delete(folder.resolve("log.vkey"));
        refusesToOpen("checkpoint");
        Files.deleteIfExists(folder.resolve("log.vkey"));
        Files.write(folder.resolve("keys/log.key"), ownKey);
        reopen().close();
    }

    @Test
    void refusesToStartBehindACheckpointOfSomebodyElse() throws Exception {
        fill(2);
        Ed25519Key forger = Ed25519Key.fromSeed(new byte[32]);
        SignedCheckpoint forged = Checkpoints.sign(ORIGIN, 1, mirror(1).root(), forger);
        Files.write(folder.resolve("log/checkpoint"), forged.note().toByteArray());
        refusesToOpen("not of this log");
        assertThat(VerifierKey.parse(
                        Files.readString(folder.resolve("log.vkey")).strip()))
                .isNotEqualTo(VerifierKey.ed25519(ORIGIN, forger.publicKey()));
    }

    private void refusesToOpen(String reason) {
        assertThatExceptionOfType(AuditException.class).isThrownBy(this::reopen).withMessageContaining(reason);
    }

    @Test
    void makesMissingAndDamagedTilesGood() throws Exception {
        fill(300);
        Path entries = folder.resolve("log/tile/entries/000");
        byte[] whole = Files.readAllBytes(entries);
        Files.write(entries, new byte[] {1});
        Files.delete(folder.resolve("log/tile/0/001.p/44"));
        Files.createDirectories(folder.resolve("log/tile/0/001.p"));
        Files.write(folder.resolve("log/tile/0/001.p/43"), new byte[] {1});
        Files.write(folder.resolve("log/tile/0/002"), new byte[] {1});
        Files.write(folder.resolve("log/checkpoint.1-1.tmp"), new byte[] {1});
        try (TransparencyLog log = reopen()) {
            check(log);
        }
        assertThat(Files.readAllBytes(entries)).isEqualTo(whole);
    }

    @Test
    void refusesFurtherAppendsAfterAFailureToPublish() throws Exception {
        TransparencyLog log = reopen();
        log.appendAll(leaves(2));
        SignedCheckpoint before = log.checkpoint();
        Path obstacle = folder.resolve("log/tile/0/000.p/3");
        Files.createDirectories(obstacle.resolve("in the way"));
        log.append(Bytes.utf8("leaf 2"));
        assertThatExceptionOfType(AuditException.class).isThrownBy(log::checkpoint);
        Files.delete(obstacle.resolve("in the way"));
        Files.delete(obstacle);
        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> log.append(Bytes.utf8("leaf 3")))
                .withMessageContaining("reopen");
        assertThatExceptionOfType(AuditException.class).isThrownBy(log::checkpoint);
        assertThat(log.inclusionPath(1, 2)).isNotEmpty();
        assertThat(log.leaf(2)).isEqualTo(Bytes.utf8("leaf 2"));
        assertThatExceptionOfType(AuditException.class).isThrownBy(log::close).withMessageContaining("checkpoint: 1");
        try (TransparencyLog again = reopen()) {
            assertThat(again.size()).as("what was durable stays").isEqualTo(3);
            List<Digest> path = again.consistencyPath(before.size(), 3);
            new ConsistencyProof(before.size(), 3, path)
                    .verify(before.root(), again.checkpoint().root());
            check(again);
        }
    }

    @Test
    void publishesByItselfWithinASecond() throws Exception {
        try (TransparencyLog log = reopen()) {
            log.append(Bytes.utf8("leaf 0"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (published().size() < 3 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(published()).contains("checkpoint", "tile/0/000.p/1", "tile/entries/000.p/1");
        }
    }

    @Test
    void answersForLeavesThatNoCheckpointCoversYet() throws Exception {
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(3));
            assertThat(log.size()).isEqualTo(3);
            assertThat(log.leaf(2)).isEqualTo(Bytes.utf8("leaf 2"));
            InclusionProof proof = new InclusionProof(2, 3, log.inclusionPath(2, 3));
            proof.verify(
                    MerkleHash.leaf("leaf 2".getBytes(StandardCharsets.UTF_8)),
                    mirror(3).root());
            assertThat(log.checkpoint().size()).isEqualTo(3);
        }
    }

    @Test
    void provesEveryLeafFromItsTiles() throws Exception {
        int size = 66_000;
        GrowingMerkleTree mirror = mirror(size);
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(size));
            Random random = new Random(7);
            for (int i = 0; i < 300; i++) {
                int n = 1 + random.nextInt(size);
                int index = random.nextInt(n);
                assertThat(log.inclusionPath(index, n))
                        .isEqualTo(mirror.inclusion(index, n).path());
                assertThat(log.consistencyPath(n, size))
                        .isEqualTo(mirror.consistency(n, size).path());
                assertThat(log.leaf(index)).isEqualTo(Bytes.utf8("leaf " + index));
            }
            Path tile = folder.resolve("log/tile/0/007");
            byte[] changed = Files.readAllBytes(tile);
            changed[9] ^= 1;
            Files.write(tile, changed);
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> log.inclusionPath(7 * 256, size))
                    .withMessageContaining("tile/0/007");
        }
    }

    @Test
    void finishesAnAppendThoughItsThreadIsInterrupted() throws Exception {
        try (TransparencyLog log = reopen()) {
            Thread.currentThread().interrupt();
            log.append(Bytes.utf8("leaf 0"));
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            log.append(Bytes.utf8("leaf 1"));
            check(log);
        }
    }

    @Test
    void tellsWhenAStoredLeafHasChanged() throws Exception {
        try (TransparencyLog log = reopen()) {
            log.appendAll(leaves(2));
            log.checkpoint();
            Path journal = folder.resolve("leaves.journal");
            byte[] bytes = Files.readAllBytes(journal);
            bytes[bytes.length - 1] ^= 1;
            Files.write(journal, bytes);
            assertThat(log.leaf(0)).isEqualTo(Bytes.utf8("leaf 0"));
            assertThatExceptionOfType(AuditException.class).isThrownBy(() -> log.leaf(1));
        }
    }

    @Test
    void consistencyFromTheEmptyLogNeedsNoPath() throws Exception {
        try (TransparencyLog log = reopen()) {
            assertThat(log.consistencyPath(0, 0)).isEmpty();
            log.appendAll(leaves(5));
            assertThat(log.consistencyPath(0, 5)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> log.consistencyPath(0, 6));
            assertThatIllegalArgumentException().isThrownBy(() -> log.inclusionPath(0, 6));
            assertThatIllegalArgumentException().isThrownBy(() -> log.inclusionPath(5, 5));
        }
    }
}
