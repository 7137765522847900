package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class CompactRangeTest {
    @Test
    void itsRootIsThatOfTheTreeAtEverySize() {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        CompactRange range = CompactRange.empty();
        assertThat(range.root()).isEqualTo(MerkleHash.emptyRoot());
        for (Digest leaf : Leaves.hashes(300)) {
            tree.append(leaf);
            range.append(leaf);

            assertThat(range.root()).isEqualTo(tree.root());
            assertThat(range.nodes()).hasSize(Long.bitCount(range.size()));
        }
    }

    @Test
    void goesOnFromItsNodes() {
        for (int size = 0; size < 70; size++) {
            CompactRange whole = CompactRange.empty();
            Leaves.hashes(size).forEach(whole::append);
            CompactRange copy = CompactRange.of(size, whole.nodes());
            Digest leaf = Leaves.hashes(size + 1).get(size);

            whole.append(leaf);
            copy.append(leaf);

            assertThat(copy.root()).isEqualTo(whole.root());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> CompactRange.of(3, List.of(MerkleHash.emptyRoot())));
        assertThatIllegalArgumentException().isThrownBy(() -> CompactRange.of(-1, List.of()));
    }

    @Test
    void itsNodesAreThePublishedOnes() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", "merkle.compact-range")) {
            CompactRange range = CompactRange.empty();

            Leaves.contents(vector).forEach(content -> range.append(MerkleHash.leaf(content)));

            assertThat(range.nodes().stream().map(Digest::hex))
                    .isEqualTo(vector.array("nodesHex").strings());
        }
    }
}
