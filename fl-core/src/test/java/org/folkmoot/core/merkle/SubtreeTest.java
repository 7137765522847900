package org.folkmoot.core.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class SubtreeTest {
    private static final int LARGEST = 130;
    private static final GrowingMerkleTree TREE = Leaves.singleBytes(LARGEST);

    @Property
    void coveringHoldsTheLeavesAndEndsWithThem(
            @ForAll @LongRange(min = 0) long from, @ForAll @IntRange(min = 0) int width) {
        long start = Math.min(from, Long.MAX_VALUE - width);
        Subtree.Covering covering = Subtree.covering(start, start + width);

        assertThat(covering.left().start()).isLessThanOrEqualTo(start);
        assertThat(covering.left().end()).isEqualTo(covering.right().start());
        assertThat(covering.right().end()).isEqualTo(start + width);
        assertThat(covering.left().width()).isLessThanOrEqualTo(2L * Math.max(width, 1));
    }

    @Test
    void theHashIsThatOfATreeOfItsLeavesAlone() {
        List<Digest> leaves = Leaves.hashes(66);
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        leaves.forEach(tree::append);
        for (int end = 0; end <= 66; end++) {
            for (int start = 0; start <= end; start++) {
                if (Subtree.isSubtree(start, end)) {
                    assertThat(tree.root(new Subtree(start, end)))
                            .isEqualTo(Leaves.naiveRoot(leaves.subList(start, end)));
                }
            }
        }
    }

    @Test
    void everythingElseIsRefused() {
        long[][] ranges = {{-1, 1}, {1, 0}, {1, 3}, {2, 5}, {4, 9}, {Long.MIN_VALUE, 0}, {1, Long.MAX_VALUE}};
        for (long[] range : ranges) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Subtree(range[0], range[1]));
        }
        assertThat(new Subtree(0, Long.MAX_VALUE).width()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> Subtree.covering(3, 2));
    }

    @Test
    void agreesWithThePublishedCoveringsInclusionsAndConsistencies() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", "merkle.accumulated")) {
            String lines = switch (vector.string("name")) {
                case "subtree-inclusion" -> inclusions();
                case "subtree-covering" -> coverings();
                case "subtree-consistency" -> consistencies();
                default -> throw new AssertionError(vector);
            };

            assertThat(Digest.sha256(lines.getBytes(UTF_8)).hex())
                    .as(vector.string("name"))
                    .isEqualTo(vector.string("sha256Hex"));
        }
    }

    private static String inclusions() {
        StringBuilder lines = new StringBuilder();
        for (int end = 0; end <= LARGEST; end++) {
            for (int start = 0; start < end; start++) {
                for (int index = start; index < end && Subtree.isSubtree(start, end); index++) {
                    lines.append(String.format("%d [%d, %d)", index, start, end));
                    append(TREE.inclusion(index, new Subtree(start, end)).path(), lines);
                }
            }
        }
        return lines.toString();
    }

    private static String coverings() {
        StringBuilder lines = new StringBuilder();
        for (int end = 0; end <= LARGEST; end++) {
            for (int start = 0; start <= end; start++) {
                Subtree.Covering covering = Subtree.covering(start, end);
                lines.append(String.format(
                        "[%d, %d) [%d, %d)\n",
                        covering.left().start(),
                        covering.left().end(),
                        covering.right().start(),
                        covering.right().end()));
            }
        }
        return lines.toString();
    }

    private static String consistencies() {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n <= LARGEST; n++) {
            for (int end = 0; end <= n; end++) {
                for (int start = 0; start <= end; start++) {
                    if (Subtree.isSubtree(start, end)) {
                        lines.append(String.format("[%d, %d) %d", start, end, n));
                        append(TREE.consistency(new Subtree(start, end), n).path(), lines);
                    }
                }
            }
        }
        return lines.toString();
    }

    private static void append(List<Digest> path, StringBuilder lines) {
        path.forEach(hash -> lines.append(' ').append(hash.hex()));
        lines.append('\n');
    }
}
