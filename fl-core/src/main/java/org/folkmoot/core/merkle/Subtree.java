package org.folkmoot.core.merkle;

/**
 * A range of leaves whose hash is a node that verifiers can meet again: [start, end), where start is a multiple of the
 * smallest power of two that is not below the number of leaves.
 *
 * <p>Guarantee: the hash of such a range is the same in every tree that has these leaves. A range without leaves is a
 * subtree too, with the hash of the empty tree.
 *
 * <p>Source: draft-ietf-plants-merkle-tree-certs, "Subtrees".
 *
 * @param start the index of the first leaf
 * @param end the index after the last leaf
 */
public record Subtree(long start, long end) {

    /** Rejects what is no subtree. */
    public Subtree {
        if (!isSubtree(start, end)) {
            throw new IllegalArgumentException("subtree: [" + start + ", " + end
                    + ") (expected: 0 <= start <= end, start a multiple of the width rounded up to a power of two)");
        }
    }

    /** {@return whether these leaves are a subtree} */
    public static boolean isSubtree(long start, long end) {
        if (start < 0 || end < start) {
            return false;
        }
        long width = end - start;
        long below = width <= 1 ? 0 : (Long.highestOneBit(width - 1) << 1) - 1;
        return (start & below) == 0;
    }

    /**
     * {@return at most two subtrees, one after the other, that hold all of these leaves and few before them}
     *
     * @param start the first leaf that must be in it
     * @param end the index after the last one, at least {@code start}; nothing after it is in it
     */
    public static Covering covering(long start, long end) {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("leaves: [" + start + ", " + end + ") (expected: 0 <= start <= end)");
        }
        long last = end - 1;
        if (start >= last) {
            return new Covering(new Subtree(start, end), new Subtree(end, end));
        }
        long belowSplit = Long.highestOneBit(start ^ last) - 1;
        long middle = last & ~belowSplit;
        long cleared = ~start & belowSplit;
        long belowLeft = cleared == 0 ? 0 : (Long.highestOneBit(cleared) << 1) - 1;
        return new Covering(new Subtree(start & ~belowLeft, middle), new Subtree(middle, end));
    }

    /** {@return how many leaves it has} */
    public long width() {
        return end - start;
    }

    /**
     * Two subtrees, the second beginning where the first ends.
     *
     * @param left the first, which may begin before the leaves that were asked for
     * @param right the second, empty if one was enough
     */
    public record Covering(Subtree left, Subtree right) {}
}
