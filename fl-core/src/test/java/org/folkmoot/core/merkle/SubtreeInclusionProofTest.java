package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class SubtreeInclusionProofTest {
    private static final int LARGEST = 66;
    private static final GrowingMerkleTree TREE = Leaves.singleBytes(LARGEST);

    @Test
    void everyLeafOfEverySubtreeVerifies() throws InvalidMerkleProofException {
        for (int end = 1; end <= LARGEST; end++) {
            for (int start = 0; start < end; start++) {
                if (Subtree.isSubtree(start, end)) {
                    Subtree subtree = new Subtree(start, end);
                    for (int i = start; i < end; i++) {
                        TREE.inclusion(i, subtree).verify(TREE.leafHash(i), TREE.root(subtree));
                    }
                }
            }
        }
    }

    @Property(tries = 300)
    void anySingleBitFlipIsRefused(
            @ForAll @IntRange(min = 1, max = LARGEST) int width,
            @ForAll int leaf,
            @ForAll @IntRange(max = 255) int bit) {
        Subtree subtree = new Subtree(0, width);
        int i = Math.floorMod(leaf, width);
        List<Digest> path = TREE.inclusion(i, subtree).path();
        for (int k = 0; k < path.size(); k++) {
            Digest changed = Leaves.flipped(path.get(k), bit);
            assertRefused(new SubtreeInclusionProof(i, subtree, Leaves.replaced(path, k, changed)));
        }
        assertRefused(new SubtreeInclusionProof(i, subtree, Leaves.with(path, 0, TREE.root())));
    }

    @Test
    void anIndexOutsideIsRefused() {
        Subtree subtree = new Subtree(8, 12);
        List<Digest> path = TREE.inclusion(8, subtree).path();
        for (long index : new long[] {0, 7, 12, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> new SubtreeInclusionProof(index, subtree, path)
                            .verify(TREE.leafHash(8), TREE.root(subtree)))
                    .isInstanceOf(InvalidMerkleProofException.class);
        }
    }

    @Test
    void agreesWithThePublishedProofs() throws MalformedJsonException {
        Leaves.requirePublished("merkle.subtree-inclusion-proof", SubtreeInclusionProofTest::verify);
    }

    private static void verify(JsonObject vector) throws MalformedJsonException, InvalidMerkleProofException {
        Subtree subtree = new Subtree(vector.integer("start"), Leaves.number(vector, "end"));
        new SubtreeInclusionProof(vector.integer("leafIdx"), subtree, Leaves.path(vector))
                .verify(Leaves.digest(vector.string("leafHash")), Leaves.digest(vector.string("root")));
    }

    private static void assertRefused(SubtreeInclusionProof proof) {
        assertThatThrownBy(() -> proof.verify(TREE.leafHash(proof.index()), TREE.root(proof.subtree())))
                .isInstanceOf(InvalidMerkleProofException.class);
    }
}
