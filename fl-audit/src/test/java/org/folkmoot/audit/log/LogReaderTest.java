package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.core.merkle.CompactRange;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogReaderTest {
    private static final int SIZE = 300;

    @TempDir
    private Path folder;

    private Path published;
    private LogReader reader;
    private SignedCheckpoint checkpoint;

    @BeforeEach
    void publish() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder, "example.org/log")) {
            log.appendAll(TransparencyLogTest.leaves(SIZE));
            checkpoint = log.checkpoint();
        }
        published = folder.resolve("log");
        reader = LogReader.open(published);
    }

    @Test
    void handsOutEntriesInOrder() throws Exception {
        for (long size : new long[] {0, 1, 255, 256, 257, SIZE}) {
            List<Bytes> entries = new ArrayList<>();
            reader.forEachEntry(size, (index, entry) -> {
                assertThat(index).isEqualTo(entries.size());
                entries.add(entry);
            });
            assertThat(entries).isEqualTo(TransparencyLogTest.leaves((int) size));
        }
    }

    @Test
    void knowsTheRootOfEveryEarlierSize() throws Exception {
        TileRoots roots = reader.roots(SIZE);
        CompactRange range = CompactRange.empty();
        for (Bytes leaf : TransparencyLogTest.leaves(SIZE)) {
            assertThat(roots.root(range.size())).isEqualTo(range.root());
            range.append(MerkleHash.leaf(leaf.toByteArray()));
        }
        assertThat(roots.root(SIZE)).isEqualTo(range.root()).isEqualTo(checkpoint.root());
    }

    @Test
    void acceptsAnUntouchedLogOfAnySmallSize() throws Exception {
        for (int size : new int[] {0, 1, 2, 256}) {
            Path other = folder.resolve("of size " + size);
            try (TransparencyLog log = TransparencyLog.open(other)) {
                if (size > 0) {
                    log.appendAll(TransparencyLogTest.leaves(size));
                }
                LogReader.open(other.resolve("log")).checkTree(log.checkpoint());
            }
        }
    }

    @Test
    void namesEveryTileOfWhichOneBitIsFlipped() throws Exception {
        for (Path file : tiles()) {
            byte[] content = Files.readAllBytes(file);
            for (int at : new int[] {0, content.length / 2, content.length - 1}) {
                byte[] changed = content.clone();
                changed[at] ^= 4;
                Files.write(file, changed);
                refuses(name(file));
            }
            Files.write(file, content);
        }
        reader.checkTree(checkpoint);
    }

    @Test
    void namesEveryTileThatIsMissingCutOrExtended() throws Exception {
        for (Path file : tiles()) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            refuses(name(file));
            Files.write(file, Arrays.copyOf(content, content.length - 1));
            refuses(name(file));
            Files.write(file, Arrays.copyOf(content, content.length + 1));
            refuses(name(file));
            Files.write(file, content);
        }
        reader.checkTree(checkpoint);
    }

    @Test
    void namesEveryFileThatDoesNotBelong() throws Exception {
        for (String name : List.of(
                "notes.txt",
                "checkpoint.old",
                "checkpoint.1-2.tmp.tmp",
                "tile/0/001.p/43",
                "tile/0/000.p/5",
                "tile/0/1",
                "tile/entries/001.p/43",
                "tile/entries/001.p/44.old")) {
            Path extra = published.resolve(name);
            boolean newFolder = Files.notExists(extra.getParent());
            Files.createDirectories(extra.getParent());
            Files.write(extra, new byte[] {1});
            refuses(name);
            Files.delete(extra);
            assertThat(newFolder || Files.exists(extra.getParent())).isTrue();
        }
        reader.checkTree(checkpoint);
    }

    @Test
    void refusesALinkInPlaceOfATile() throws Exception {
        Path tile = published.resolve("tile/0/000");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(tile, elsewhere);
        Files.createSymbolicLink(tile, elsewhere);
        refuses("tile/0/000");
    }

    @Test
    void refusesEntriesThatAreNotThoseOfTheSignedRoot() throws Exception {
        Path other = folder.resolve("other");
        List<Bytes> leaves = new ArrayList<>(TransparencyLogTest.leaves(SIZE));
        leaves.set(7, Bytes.utf8("leaf X"));
        try (TransparencyLog log = TransparencyLog.open(other)) {
            log.appendAll(leaves);
        }
        for (Path file : tiles()) {
            Files.write(file, Files.readAllBytes(other.resolve("log").resolve(name(file))));
        }
        refuses("checkpoint");
    }

    @Test
    void readsTheLogAsItWasWhenItHasGrown() throws Exception {
        for (int more : new int[] {1, 211, 212, 213, 300}) {
            try (TransparencyLog log = TransparencyLog.open(folder)) {
                log.appendAll(TransparencyLogTest.leaves(more));
            }
            assertThat(reader.checkTree(checkpoint)).isTrue();
            List<Bytes> entries = new ArrayList<>();
            reader.forEachEntry(SIZE, (index, entry) -> entries.add(entry));
            assertThat(entries).isEqualTo(TransparencyLogTest.leaves(SIZE));
        }
    }

    @Test
    void passesOverWhatAWriterHasNotRemovedYet() throws Exception {
        Path hashes = published.resolve("tile/0/001.p/44");
        Files.write(hashes.resolveSibling("43"), Arrays.copyOf(Files.readAllBytes(hashes), 43 * Digest.BYTES));
        Files.write(hashes.resolveSibling("45.tmp"), new byte[1]);
        Files.write(published.resolve("checkpoint.4711-3.tmp"), new byte[1]);
        List<Bytes> entries = TransparencyLogTest.leaves(SIZE).subList(256, SIZE - 1);
        Files.write(
                published.resolve("tile/entries/001.p/43"),
                EntryTile.encode(entries).toByteArray());

        assertThat(reader.checkTree(checkpoint)).isFalse();
    }

    @Test
    void acceptsTheCheckpointWithCosignaturesAdded() throws Exception {
        Ed25519Key witness = Ed25519Key.fromSeed(new byte[32]);
        String line = Cosignatures.sign(SignedNote.parse(checkpoint.note()), "example.org/w", witness, Instant.EPOCH);
        reader.checkTree(Checkpoints.withSignatures(checkpoint, line));
    }

    private List<Path> tiles() throws Exception {
        try (Stream<Path> paths = Files.walk(published.resolve("tile"))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private String name(Path file) {
        return published.relativize(file).toString().replace('\\', '/');
    }

    private void refuses(String name) {
        assertThatExceptionOfType(InvalidLogException.class)
                .as(name)
                .isThrownBy(() -> reader.checkTree(checkpoint))
                .satisfies(refusal -> assertThat(refusal.file()).isEqualTo(name))
                .withMessageContaining(name);
    }
}
