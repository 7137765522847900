package org.folkmoot.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a published log: up to {@value #WIDTH} neighbouring nodes of the tree, or the entries under them.
 *
 * <p>Source: C2SP tlog-tiles.
 *
 * @param level 0 for leaf hashes, L for the roots of full subtrees of 256^L leaves, {@value #ENTRIES} for entries
 * @param index position among the tiles of its level
 * @param width number of nodes in it; below {@value #WIDTH} for the last tile of a level, while it is not full
 */
record Tile(int level, long index, int width) {
    static final int WIDTH = 256;
    static final int ENTRIES = -1;

    private static final int WIDTH_BITS = 8;
    private static final int MAX_LEVEL = 63;
    private static final int GROUP = 1000;
    private static final Pattern PATH = Pattern.compile(
            "tile/(?<level>entries|[0-9]{1,2})/(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/(?<width>[0-9]{1,3}))?");

    Tile {
        if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** {@return the tile that a path below the published folder names, if it names one} */
    static Optional<Tile> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String level = matcher.group("level");
        String width = matcher.group("width");
        try {
            Tile tile = new Tile(
                    level.equals("entries") ? ENTRIES : Integer.parseInt(level),
                    Long.parseLong(matcher.group("index").replaceAll("[x/]", "")),
                    width == null ? WIDTH : Integer.parseInt(width));
            return Optional.of(tile).filter(canonical -> canonical.path().equals(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the incomplete tiles of a log of this size, hashes before entries} */
    static List<Tile> partials(long size) {
        List<Tile> partials = new ArrayList<>();
        for (int level = 0; nodes(level, size) > 0; level++) {
            addPartial(level, size, partials);
        }
        addPartial(ENTRIES, size, partials);
        return partials;
    }

    /** {@return all tiles of a log of this size, full ones first on each level} */
    static List<Tile> of(long size) {
        List<Tile> tiles = new ArrayList<>();
        for (int level = ENTRIES; level <= 0 || nodes(level, size) > 0; level++) {
            for (long index = 0; index < nodes(level, size) / WIDTH; index++) {
                tiles.add(new Tile(level, index, WIDTH));
            }
            addPartial(level, size, tiles);
        }
        return tiles;
    }

    private static void addPartial(int level, long size, List<Tile> partials) {
        long nodes = nodes(level, size);
        if (nodes % WIDTH > 0) {
            partials.add(new Tile(level, nodes / WIDTH, (int) (nodes % WIDTH)));
        }
    }

    /** {@return how many nodes a log of this size has on the level} */
    private static long nodes(int level, long size) {
        int shift = WIDTH_BITS * Math.max(level, 0);
        return shift < Long.SIZE ? size >> shift : 0;
    }

    /** {@return the path below the published folder, with forward slashes} */
    String path() {
        StringBuilder path = new StringBuilder(digits(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, "x" + digits(rest % GROUP) + "/");
        }
        path.insert(0, "tile/" + (level == ENTRIES ? "entries" : level) + "/");
        return width == WIDTH ? path.toString() : path + ".p/" + width;
    }

    private static String digits(long group) {
        return Long.toString(GROUP + group).substring(1);
    }

    boolean isPartial() {
        return width < WIDTH;
    }

    /** {@return whether a log of this size has exactly this tile} */
    boolean isOf(long size) {
        long full = nodes(level, size) / WIDTH;
        return isPartial() ? index == full && width == nodes(level, size) % WIDTH : index < full;
    }

    /** {@return whether only a log longer than this has the tile} */
    boolean isBeyond(long size) {
        long nodes = nodes(level, size);
        return index > nodes / WIDTH || (index == nodes / WIDTH && width > nodes % WIDTH);
    }

    /** {@return the tile in whose place this one stood before a log grew to this size} */
    Tile successor(long size) {
        return new Tile(level, index, (int) Math.min(WIDTH, nodes(level, size) - index * WIDTH));
    }
}
