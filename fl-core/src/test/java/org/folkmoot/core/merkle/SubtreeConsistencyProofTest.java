package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class SubtreeConsistencyProofTest {
    private static final int LARGEST = 40;
    private static final GrowingMerkleTree TREE = Leaves.singleBytes(LARGEST);

    @Test
    void everySubtreeIsInEveryTreeThatHasItsLeaves() throws InvalidMerkleProofException {
        for (SubtreeConsistencyProof proof : proofs()) {
            proof.verify(TREE.root(proof.subtree()), TREE.root(proof.size()));
        }
    }

    @Test
    void ofARangeFromTheStartItIsTheOrdinaryProof() {
        for (int n = 1; n <= LARGEST; n++) {
            for (int m = 1; m <= n; m++) {
                assertThat(TREE.consistency(new Subtree(0, m), n).path())
                        .isEqualTo(TREE.consistency(m, n).path());
            }
        }
    }

    @Test
    void anyOtherPathSizeSubtreeOrHashIsRefused() {
        for (SubtreeConsistencyProof proof : proofs()) {
            Subtree subtree = proof.subtree();
            if (subtree.width() == 0 || subtree.width() == proof.size()) {
                continue;
            }
            Digest hash = TREE.root(subtree);
            Digest root = TREE.root(proof.size());
            List<Digest> path = proof.path();
            int bit = (int) (31 * proof.size() + subtree.start()) % 256;
            for (int k = 0; k < path.size(); k++) {
                Digest changed = Leaves.flipped(path.get(k), bit);
                assertRefused(subtree, proof.size(), Leaves.replaced(path, k, changed), hash, root);
                assertRefused(subtree, proof.size(), Leaves.without(path, k), hash, root);
            }
            assertRefused(subtree, proof.size(), Leaves.with(path, path.size(), root), hash, root);
            assertRefused(subtree, proof.size(), path, Leaves.flipped(hash, bit), root);
            assertRefused(subtree, proof.size(), path, hash, Leaves.flipped(root, bit));
            assertRefused(subtree, subtree.end() - 1, path, hash, root);
        }
    }

    @Test
    void agreesWithThePublishedProofs() throws MalformedJsonException {
        Leaves.requirePublished("merkle.subtree-consistency-proof", SubtreeConsistencyProofTest::verify);
    }

    private static void verify(JsonObject vector) throws MalformedJsonException, InvalidMerkleProofException {
        Subtree subtree = new Subtree(vector.integer("start"), vector.integer("end"));
        new SubtreeConsistencyProof(subtree, vector.integer("size"), Leaves.path(vector))
                .verify(Leaves.digest(vector.string("root1")), Leaves.digest(vector.string("root2")));
    }

    private static List<SubtreeConsistencyProof> proofs() {
        List<SubtreeConsistencyProof> proofs = new ArrayList<>();
        for (int n = 0; n <= LARGEST; n++) {
            for (int end = 0; end <= n; end++) {
                for (int start = 0; start <= end; start++) {
                    if (Subtree.isSubtree(start, end)) {
                        proofs.add(TREE.consistency(new Subtree(start, end), n));
                    }
                }
            }
        }
        return proofs;
    }

    private static void assertRefused(Subtree subtree, long size, List<Digest> path, Digest hash, Digest root) {
        assertThatThrownBy(() -> new SubtreeConsistencyProof(subtree, size, path).verify(hash, root))
                .isInstanceOf(InvalidMerkleProofException.class);
    }
}
