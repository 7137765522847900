package org.folkmoot.audit.verify;

import org.folkmoot.api.Digest;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.merkle.CompactRange;

/**
 * The leaves that a walk has passed, and the roots they had. The present root is made of the leaves themselves; one of
 * before is read from the tiles, which were held against the checkpoint. Memory is O(log n).
 */
final class LogSoFar {
    private final CompactRange leaves = CompactRange.empty();
    private final Earlier earlier;

    LogSoFar(Earlier earlier) {
        this.earlier = earlier;
    }

    void append(Digest leafHash) {
        leaves.append(leafHash);
    }

    long size() {
        return leaves.size();
    }

    Digest root() {
        return leaves.root();
    }

    /** {@return whether the log had this root when it had so many leaves, no more than now} */
    boolean had(long size, Digest root) throws InvalidProofException {
        if (size < 0 || size > size()) {
            return false;
        }
        return root(size).equals(root);
    }

    /** {@return the root over the first leaves, no more than now} */
    Digest root(long size) throws InvalidProofException {
        return size == size() ? root() : earlier.root(size);
    }

    /** Reads the root that the log had when it had so many leaves. */
    @FunctionalInterface
    interface Earlier {
        /** {@return the root over the first {@code n} leaves} */
        Digest root(long n) throws InvalidProofException;
    }
}
