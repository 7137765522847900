package org.folkmoot.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;

final class FrontierTest {
    @Property(tries = 50)
    void hasTheRootOfTheTreeAlsoWhenItWasWrittenMeanwhile(
            @ForAll @IntRange(max = 300) int size, @ForAll @IntRange(max = 300) int written) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        Frontier frontier = Frontier.empty();
        for (int i = 0; i < size; i++) {
            if (i == written) {
                frontier = Frontier.decode(i, frontier.encode());
            }
            Bytes leaf = Bytes.utf8("leaf " + i);
            tree.append(MerkleHash.leaf(leaf.toByteArray()));
            frontier.append(leaf);
        }

        assertThat(frontier.root()).isEqualTo(tree.root());
        assertThat(frontier.size()).isEqualTo(size);
    }

    @Test
    void refusesHashesThatAreNotThoseOfTheSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.decode(3, new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.decode(0, new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> Frontier.decode(-1, new byte[64 * 32]));
    }
}
