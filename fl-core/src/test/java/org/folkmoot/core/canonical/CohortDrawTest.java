package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.Participation;
import org.junit.jupiter.api.Test;

class CohortDrawTest {
    private static final Digest SEED = Digest.sha256(new byte[] {1});

    @Property(tries = 200)
    void drawsDistinctMembersInOrder(
            @ForAll @IntRange(min = 1, max = 500) int registered,
            @ForAll @IntRange(min = 1, max = 1000) int perMille,
            @ForAll @IntRange(min = 1, max = 50) int round) {
        Participation share = new Participation(perMille, 1000);

        int[] drawn = CohortDraw.select(SEED, round, share, registered);

        assertThat(drawn).hasSize(share.cohortOf(registered)).isSorted().doesNotHaveDuplicates();
        assertThat(drawn[0]).isNotNegative();
        assertThat(drawn[drawn.length - 1]).isLessThan(registered);
        assertThat(CohortDraw.select(SEED, round, share, registered)).isEqualTo(drawn);
    }

    @Test
    void everyMemberIsDrawnAboutEquallyOften() {
        int[] counts = new int[10];
        for (int round = 1; round <= 2000; round++) {
            for (int index : CohortDraw.select(SEED, round, new Participation(3, 10), 10)) {
                counts[index]++;
            }
        }

        // Binomial(2000, 0.3): mean 600, standard deviation 20.5; five of them either way.
        for (int count : counts) {
            assertThat(count).isBetween(497, 703);
        }
    }
}
