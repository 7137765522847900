package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    @Test
    void itsRootsAreThePublishedOnes() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", "merkle.root")) {
            MerkleTree tree = MerkleTree.ofLeaves(Leaves.contents(vector));

            assertThat(tree.root()).isEqualTo(Digest.parse(vector.string("rootHex")));
        }
    }

    @Test
    void rootsOfFullSubtreesAreThePublishedNodes() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", "merkle.node")) {
            MerkleTree tree = MerkleTree.ofLeaves(Leaves.contents(vector));

            assertThat(tree.root()).isEqualTo(Digest.parse(vector.string("hashHex")));
        }
    }

    @Test
    void contentsAndTheirHashesGiveTheSameTree() {
        List<byte[]> contents = List.of(new byte[] {1}, new byte[0], new byte[] {3, 4});
        List<Digest> hashes = contents.stream().map(MerkleHash::leaf).toList();

        MerkleTree tree = MerkleTree.ofLeafHashes(hashes);

        assertThat(tree.root()).isEqualTo(MerkleTree.ofLeaves(contents).root());
        assertThat(tree.leafHash(2)).isEqualTo(hashes.get(2));
        assertThat(tree.size()).isEqualTo(3);
    }

    @Test
    void aTreeWithoutLeavesHasTheEmptyRoot() {
        assertThat(MerkleTree.ofLeaves(List.of()).root()).isEqualTo(MerkleHash.emptyRoot());
    }
}
