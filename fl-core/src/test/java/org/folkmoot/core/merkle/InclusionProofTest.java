package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class InclusionProofTest {
    private static final int LARGEST = 66;

    @Test
    void everyLeafOfEveryTreeVerifies() throws InvalidMerkleProofException {
        List<Digest> leaves = Leaves.hashes(LARGEST);
        MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
        for (int n = 1; n <= LARGEST; n++) {
            for (int i = 0; i < n; i++) {
                tree.inclusion(i, n).verify(leaves.get(i), tree.root(n));
            }
        }
    }

    @Property(tries = 300)
    void anySingleBitFlipIsRefused(
            @ForAll @IntRange(min = 1, max = LARGEST) int n, @ForAll int leaf, @ForAll @IntRange(max = 255) int bit) {
        List<Digest> leaves = Leaves.hashes(n);
        MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
        int i = Math.floorMod(leaf, n);
        InclusionProof proof = tree.inclusion(i);
        Digest hash = leaves.get(i);

        assertRefused(proof, Leaves.flipped(hash, bit), tree.root());
        assertRefused(proof, hash, Leaves.flipped(tree.root(), bit));
        for (int k = 0; k < proof.path().size(); k++) {
            Digest changed = Leaves.flipped(proof.path().get(k), bit);
            assertRefused(withPath(proof, Leaves.replaced(proof.path(), k, changed)), hash, tree.root());
        }
    }

    @Property(tries = 300)
    void aPathOfAnotherLengthIsRefused(@ForAll @IntRange(min = 1, max = LARGEST) int n, @ForAll int leaf) {
        List<Digest> leaves = Leaves.hashes(n);
        MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
        int i = Math.floorMod(leaf, n);
        InclusionProof proof = tree.inclusion(i);
        Digest hash = leaves.get(i);

        for (int k = 0; k <= proof.path().size(); k++) {
            assertRefused(withPath(proof, Leaves.with(proof.path(), k, tree.root())), hash, tree.root());
        }
        for (int k = 0; k < proof.path().size(); k++) {
            assertRefused(withPath(proof, Leaves.without(proof.path(), k)), hash, tree.root());
        }
    }

    @Test
    void aLeafIsNowhereButAtItsIndex() {
        List<Digest> leaves = Leaves.hashes(13);
        MerkleTree tree = MerkleTree.ofLeafHashes(leaves);
        for (int i = 0; i < 13; i++) {
            for (int claimed = -1; claimed <= 13; claimed++) {
                if (claimed != i) {
                    InclusionProof moved =
                            new InclusionProof(claimed, 13, tree.inclusion(i).path());
                    assertRefused(moved, leaves.get(i), tree.root());
                }
            }
        }
    }

    @Test
    void numbersWithoutMeaningAreRefused() {
        Digest leaf = MerkleHash.leaf(new byte[0]);
        long[][] claims = {{0, 0}, {1, 1}, {-1, 1}, {0, -1}, {Long.MIN_VALUE, Long.MAX_VALUE}, {5, 3}};
        for (long[] claim : claims) {
            assertRefused(new InclusionProof(claim[0], claim[1], List.of()), leaf, leaf);
        }
        assertRefused(new InclusionProof(Long.MAX_VALUE - 1, Long.MAX_VALUE, List.of(leaf)), leaf, leaf);
    }

    @Test
    void aNodeIsNoLeaf() {
        MerkleTree tree = MerkleTree.ofLeafHashes(Leaves.hashes(4));
        byte[] children = new byte[2 * Digest.BYTES];
        System.arraycopy(tree.leafHash(0).bytes(), 0, children, 0, Digest.BYTES);
        System.arraycopy(tree.leafHash(1).bytes(), 0, children, Digest.BYTES, Digest.BYTES);
        List<Digest> path = tree.inclusion(0).path();

        assertRefused(new InclusionProof(0, 2, path.subList(1, 2)), MerkleHash.leaf(children), tree.root());
        assertRefused(new InclusionProof(0, 1, List.of()), MerkleHash.leaf(children), tree.root(2));
    }

    @Test
    void agreesWithThePublishedProofs() throws MalformedJsonException {
        Leaves.requirePublished("merkle.inclusion-proof", InclusionProofTest::verify);
    }

    private static void verify(JsonObject vector) throws MalformedJsonException, InvalidMerkleProofException {
        InclusionProof proof =
                new InclusionProof(vector.integer("leafIdx"), vector.integer("treeSize"), Leaves.path(vector));
        proof.verify(Digest.parse(vector.string("leafHash")), Digest.parse(vector.string("root")));
    }

    private static InclusionProof withPath(InclusionProof proof, List<Digest> path) {
        return new InclusionProof(proof.index(), proof.size(), path);
    }

    private static void assertRefused(InclusionProof proof, Digest leafHash, Digest root) {
        try {
            proof.verify(leafHash, root);
        } catch (InvalidMerkleProofException expected) {
            return;
        }
        fail("accepted: %s", proof);
    }
}
