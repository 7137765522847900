package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class GrowingMerkleTreeTest {
    @Test
    void itsRootIsTheDefinitionsAtEverySizePresentAndPast() {
        List<Digest> leaves = Leaves.hashes(70);
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int n = 0; n <= leaves.size(); n++) {
            assertThat(tree.size()).isEqualTo(n);
            assertThat(tree.root()).isEqualTo(Leaves.naiveRoot(leaves.subList(0, n)));
            if (n < leaves.size()) {
                assertThat(tree.append(leaves.get(n))).isEqualTo(n);
            }
        }
        for (int n = 0; n <= leaves.size(); n++) {
            assertThat(tree.root(n)).isEqualTo(Leaves.naiveRoot(leaves.subList(0, n)));
        }
    }

    @Test
    void growingDoesNotChangeEarlierProofs() {
        List<Digest> leaves = Leaves.hashes(40);
        GrowingMerkleTree small = GrowingMerkleTree.create();
        leaves.subList(0, 23).forEach(small::append);
        InclusionProof inclusion = small.inclusion(11);
        ConsistencyProof consistency = small.consistency(9, 23);

        leaves.subList(23, 40).forEach(small::append);

        assertThat(small.inclusion(11, 23)).isEqualTo(inclusion);
        assertThat(small.consistency(9, 23)).isEqualTo(consistency);
        assertThat(small.leafHash(39)).isEqualTo(leaves.get(39));
    }

    @Test
    void aProofOfALargeTreeIsLogarithmic() throws InvalidMerkleProofException {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        Digest leaf = MerkleHash.leaf(new byte[0]);
        for (int i = 0; i < 100_000; i++) {
            tree.append(leaf);
        }

        InclusionProof proof = tree.inclusion(54_321);

        proof.verify(leaf, tree.root());
        assertThat(proof.path()).hasSizeLessThanOrEqualTo(17);
    }

    @Test
    void refusesQueriesBeyondItsSize() {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        tree.append(MerkleHash.leaf(new byte[0]));

        assertThatThrownBy(() -> tree.root(2)).hasMessage("n: 2 (expected: in [0, 1])");
        assertThatThrownBy(() -> tree.inclusion(1)).hasMessage("index: 1 (expected: in [0, 0])");
        assertThatThrownBy(() -> tree.inclusion(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(0, 1)).hasMessage("m: 0 (expected: in [1, 1])");
        assertThatThrownBy(() -> tree.leafHash(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
