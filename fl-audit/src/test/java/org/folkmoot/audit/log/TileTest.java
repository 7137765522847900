package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;

final class TileTest {
    private static final String FILE = "tile-paths.json";

    @Property
    void pathsAreReadBack(
            @ForAll @IntRange(min = -1, max = 63) int level,
            @ForAll @LongRange(min = 0) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        Tile tile = new Tile(level, index, width);
        assertThat(Tile.parse(tile.path())).contains(tile);
    }

    @Property(tries = 200)
    void rootOfTilesIsTheRootOfTheTree(@ForAll @IntRange(min = 0, max = 2000) int size) {
        HashTiles tiles = new HashTiles();
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        Map<Tile, Bytes> content = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Digest leaf = MerkleHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)});
            tiles.add(leaf, content);
            tree.append(leaf);
        }
        tiles.putPartials(content);
        assertThat(tiles.root()).isEqualTo(tree.root());
        assertThat(content.keySet()).allMatch(tile -> tile.isOf(size));
        assertThat(content.keySet()).containsAll(hashPartials(size));
    }

    private static List<Tile> hashPartials(long size) {
        return Tile.partials(size).stream()
                .filter(tile -> tile.level() != Tile.ENTRIES)
                .toList();
    }

    @Property(tries = 100)
    void entriesAreReadBack(@ForAll @Size(min = 1, max = 20) List<@Size(min = 1, max = 300) byte[]> entries) {
        List<Bytes> leaves = entries.stream().map(Bytes::of).toList();
        byte[] content = EntryTile.encode(leaves).toByteArray();
        assertThat(EntryTile.decode(content, leaves.size())).isEqualTo(leaves);
        assertThatIllegalArgumentException().isThrownBy(() -> EntryTile.decode(content, leaves.size() + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryTile.decode(content, leaves.size() - 1));
    }

    @Test
    void namesTilesAsOthersDo() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "tiles.tile-path")) {
            int partial = (int) vector.integer("partial");
            Tile tile = new Tile(
                    (int) vector.integer("level"), vector.integer("index"), partial == 0 ? Tile.WIDTH : partial);
            assertThat(tile.path()).isEqualTo(vector.string("path"));
        }
        for (JsonObject vector : KnownAnswers.of(FILE, "tiles.entries-path-for-index")) {
            long index = vector.integer("logIndex") / Tile.WIDTH;
            long size = vector.integer("logSize");
            Tile full = new Tile(Tile.ENTRIES, index, Tile.WIDTH);
            Tile tile = full.isOf(size) ? full : new Tile(Tile.ENTRIES, index, (int) (size % Tile.WIDTH));
            assertThat(tile.isOf(size)).isTrue();
            assertThat(tile.path()).isEqualTo(vector.string("path"));
        }
    }

    @Test
    void readsTileNamesAsOthersDo() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "tiles.parse")) {
            String path = "tile/" + vector.string("level") + "/" + vector.string("indexPath");
            if (vector.bool("wantErr")) {
                assertThat(Tile.parse(path)).as(path).isEmpty();
            } else {
                int partial = (int) vector.integer("wantPartial");
                assertThat(Tile.parse(path))
                        .contains(new Tile(
                                (int) vector.integer("wantLevel"),
                                vector.integer("wantIndex"),
                                partial == 0 ? Tile.WIDTH : partial));
            }
        }
    }

    /** The older layout of golang.org/x/mod names tiles alike, with the height in front and "data" for entries. */
    @Test
    void namesTilesAsSumdbDoesButForTheHeight() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "sumdb.tile-path")) {
            String path = vector.string("path");
            String ours = path.replaceFirst("tile/[0-9]+/", "tile/").replace("/data/", "/entries/");
            assertThat(Tile.parse(path)).as(path).isEmpty();
            if (vector.members().get("tile") instanceof JsonObject tile) {
                int width = (int) tile.integer("W");
                boolean full = width == 1 << tile.integer("H");
                assertThat(Tile.parse(ours))
                        .contains(new Tile((int) tile.integer("L"), tile.integer("N"), full ? Tile.WIDTH : width));
            } else {
                assertThat(Tile.parse(ours)).as(ours).isEmpty();
            }
        }
    }

    @Test
    void refusesOtherNamesOfTheSameTile() {
        for (String path : List.of(
                "tile/00/000",
                "tile/0/x000/001",
                "tile/0/000.p/01",
                "tile/0/000.p/0",
                "tile/entries/0",
                "tile/-1/000",
                "tile/64/000",
                "/tile/0/000",
                "tile/0/000 ",
                "tile/0/../0/000")) {
            assertThat(Tile.parse(path)).as(path).isEmpty();
        }
    }

    @Test
    void refusesEmptyEntries() {
        assertThatIllegalArgumentException().isThrownBy(() -> EntryTile.decode(new byte[2], 1));
    }
}
