package org.folkmoot.core.merkle;

/**
 * Where a verifier stands while it climbs from a node towards the root: {@code fn} is the node's position on its level,
 * {@code sn} the last position there. RFC 9162 §2.1.3.2, steps 4 and 5.
 */
final class PathClimb {
    private long fn;
    private long sn;
    private boolean aboveTop;

    PathClimb(long fn, long sn) {
        this.fn = fn;
        this.sn = sn;
    }

    /** Moves up over the full subtree whose right edge the node is (RFC 9162 §2.1.4.2, step 4). */
    void skipFullSubtree() {
        int levels = Long.numberOfTrailingZeros(~fn);
        fn >>= levels;
        sn >>= levels;
    }

    /** {@return whether the next hash of the path is to the left; a node without a right neighbour first moves up} */
    boolean siblingIsLeft() {
        if (sn == 0) {
            aboveTop = true;
            return false;
        }
        if ((fn & 1) == 1) {
            return true;
        }
        if (fn < sn) {
            return false;
        }
        int levels = Long.numberOfTrailingZeros(fn);
        fn >>= levels;
        sn >>= levels;
        return true;
    }

    void up() {
        fn >>= 1;
        sn >>= 1;
    }

    /** Returns if the path was exactly as long as the way to the root. */
    void requireTop(int length) throws InvalidMerkleProofException {
        if (aboveTop || sn != 0) {
            throw new InvalidMerkleProofException(
                    "path: " + length + " hashes (expected: " + (aboveTop ? "fewer" : "more") + ")");
        }
    }
}
