package org.folkmoot.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.fuzz.Fuzzer;
import org.folkmoot.core.storage.Journal;
import org.folkmoot.core.storage.JournalCorruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a log may be anybody's, or half written. */
class LogParsersFuzzTest {
    private static final List<Bytes> LEAVES = List.of(Bytes.utf8("a leaf"), Bytes.utf8("b"), Bytes.utf8("third leaf"));

    @TempDir
    private Path folder;

    @Test
    void tileNames() throws Exception {
        List<byte[]> names = List.of(
                "tile/0/000".getBytes(UTF_8),
                "tile/1/x001/x234/067.p/8".getBytes(UTF_8),
                "tile/entries/x001/234".getBytes(UTF_8));
        Fuzzer.check("Tile.parse", names, Set.of(IllegalArgumentException.class), name -> {
            if (Tile.parse(new String(name, UTF_8)).isEmpty()) {
                throw new IllegalArgumentException("no tile");
            }
        });
    }

    @Test
    void entryTiles() throws Exception {
        byte[] tile = EntryTile.encode(LEAVES).toByteArray();
        Fuzzer.check(
                "EntryTile.decode",
                List.of(tile),
                Set.of(IllegalArgumentException.class),
                content -> EntryTile.decode(content, LEAVES.size()));
    }

    @Test
    void leafJournals() throws Exception {
        Path file = folder.resolve("leaves");
        LeafJournal.create(file, "example.org/log");
        try (LeafJournal journal = LeafJournal.open(file, new LocalDisk(), leaf -> {})) {
            journal.append(LEAVES);
        }
        Fuzzer.check("LeafJournal.open", List.of(Files.readAllBytes(file)), Set.of(IOException.class), content -> {
            Files.write(file, content);
            LeafJournal.open(file, new LocalDisk(), leaf -> {}).close();
        });
    }

    @Test
    void journals() throws Exception {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(file)) {
            for (Bytes leaf : LEAVES) {
                journal.append(leaf.toByteArray());
            }
        }
        Set<Class<? extends Exception>> declared = Set.of(IOException.class, JournalCorruptException.class);
        Fuzzer.check("Journal.open", List.of(Files.readAllBytes(file)), declared, content -> {
            Files.write(file, content);
            Journal.open(file).close();
        });
    }
}
