package org.folkmoot.core.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class ConsistencyProofTest {
    private static final int LARGEST = 66;

    @Test
    void everyTreeExtendsAllOfItsPrefixes() throws InvalidMerkleProofException {
        MerkleTree tree = MerkleTree.ofLeafHashes(Leaves.hashes(LARGEST));
        for (int n = 1; n <= LARGEST; n++) {
            for (int m = 1; m <= n; m++) {
                tree.consistency(m, n).verify(tree.root(m), tree.root(n));
            }
        }
    }

    @Property(tries = 300)
    void anySingleBitFlipIsRefused(
            @ForAll @IntRange(min = 1, max = LARGEST) int n, @ForAll int prefix, @ForAll @IntRange(max = 255) int bit) {
        MerkleTree tree = MerkleTree.ofLeafHashes(Leaves.hashes(n));
        int m = 1 + Math.floorMod(prefix, n);
        ConsistencyProof proof = tree.consistency(m, n);

        assertRefused(proof, Leaves.flipped(tree.root(m), bit), tree.root());
        assertRefused(proof, tree.root(m), Leaves.flipped(tree.root(), bit));
        for (int k = 0; k < proof.path().size(); k++) {
            Digest changed = Leaves.flipped(proof.path().get(k), bit);
            assertRefused(
                    new ConsistencyProof(m, n, Leaves.replaced(proof.path(), k, changed)), tree.root(m), tree.root());
        }
    }

    @Property(tries = 300)
    void aPathOfAnotherLengthIsRefused(@ForAll @IntRange(min = 1, max = LARGEST) int n, @ForAll int prefix) {
        MerkleTree tree = MerkleTree.ofLeafHashes(Leaves.hashes(n));
        int m = 1 + Math.floorMod(prefix, n);
        List<Digest> path = tree.consistency(m, n).path();

        for (int k = 0; k <= path.size(); k++) {
            ConsistencyProof longer = new ConsistencyProof(m, n, Leaves.with(path, k, tree.root(m)));
            assertRefused(longer, tree.root(m), tree.root());
        }
        for (int k = 0; k < path.size(); k++) {
            assertRefused(new ConsistencyProof(m, n, Leaves.without(path, k)), tree.root(m), tree.root());
        }
    }

    @Property(tries = 100)
    void aRewrittenHistoryHasNoProof(
            @ForAll @IntRange(min = 2, max = LARGEST) int n, @ForAll int prefix, @ForAll int rewritten) {
        List<Digest> leaves = Leaves.hashes(n);
        int m = 1 + Math.floorMod(prefix, n);
        int victim = Math.floorMod(rewritten, m);
        MerkleTree honest = MerkleTree.ofLeafHashes(leaves);
        MerkleTree forged =
                MerkleTree.ofLeafHashes(Leaves.replaced(leaves, victim, MerkleHash.leaf("forged".getBytes(UTF_8))));

        assertRefused(forged.consistency(m, n), honest.root(m), forged.root());
        assertRefused(honest.consistency(m, n), honest.root(m), forged.root());
    }

    @Test
    void numbersWithoutMeaningAreRefused() {
        Digest root = MerkleHash.emptyRoot();
        long[][] claims = {{0, 0}, {0, 1}, {2, 1}, {-1, 1}, {-2, -1}, {Long.MIN_VALUE, Long.MAX_VALUE}};
        for (long[] claim : claims) {
            assertRefused(new ConsistencyProof(claim[0], claim[1], List.of()), root, root);
        }
        assertRefused(new ConsistencyProof(Long.MAX_VALUE - 1, Long.MAX_VALUE, List.of(root)), root, root);
    }

    @Test
    void agreesWithThePublishedProofs() throws MalformedJsonException {
        Leaves.requirePublished("merkle.consistency-proof", ConsistencyProofTest::verify);
    }

    private static void verify(JsonObject vector) throws MalformedJsonException, InvalidMerkleProofException {
        ConsistencyProof proof =
                new ConsistencyProof(vector.integer("size1"), vector.integer("size2"), Leaves.path(vector));
        proof.verify(Digest.parse(vector.string("root1")), Digest.parse(vector.string("root2")));
    }

    private static void assertRefused(ConsistencyProof proof, Digest fromRoot, Digest toRoot) {
        try {
            proof.verify(fromRoot, toRoot);
        } catch (InvalidMerkleProofException expected) {
            return;
        }
        fail("accepted: %s", proof);
    }
}
