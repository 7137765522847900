package org.folkmoot.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.Beacon;
import org.folkmoot.api.round.Participation;
import org.junit.jupiter.api.Test;

class CohortDrawTest {
    private static final CharterBeacon BEACON = new CharterBeacon(Digest.sha256(new byte[] {1}));

    @Property(tries = 200)
    void drawsDistinctMembersInOrder(
            @ForAll @IntRange(min = 1, max = 500) int registered,
            @ForAll @IntRange(min = 1, max = 1000) int perMille,
            @ForAll @IntRange(min = 1, max = 50) int round) {
        CohortDraw draw = CohortDraw.of(Participation.share(perMille, 1000));

        int[] drawn = draw.select(BEACON, round, registered);

        assertThat(drawn).hasSize(draw.size(registered)).isSorted().doesNotHaveDuplicates();
        assertThat(drawn[0]).isNotNegative();
        assertThat(drawn[drawn.length - 1]).isLessThan(registered);
        assertThat(draw.select(BEACON, round, registered)).isEqualTo(drawn);
    }

    @Test
    void everyMemberIsDrawnAboutEquallyOften() {
        int[] counts = new int[10];
        CohortDraw draw = CohortDraw.of(Participation.share(3, 10));
        for (int round = 1; round <= 2000; round++) {
            for (int index : draw.select(BEACON, round, 10)) {
                counts[index]++;
            }
        }

        // Binomial(2000, 0.3): mean 600, standard deviation 20.5; five of them either way.
        for (int count : counts) {
            assertThat(count).isBetween(497, 703);
        }
    }

    @Property
    void invitesAtLeastOneAndAtMostAll(
            @ForAll @IntRange(min = 1, max = 1000) int perMille,
            @ForAll @IntRange(min = 1, max = 100_000) int clients) {
        int cohort = CohortDraw.of(Participation.share(perMille, 1000)).size(clients);

        assertThat(cohort).isBetween(1, clients);
        assertThat((long) cohort * 1000).isGreaterThanOrEqualTo((long) clients * perMille);
        assertThat((long) (cohort - 1) * 1000).isLessThan((long) clients * perMille);
    }

    @Test
    void allMeansAll() {
        assertThat(CohortDraw.of(Participation.all()).size(7)).isEqualTo(7);
        assertThat(CohortDraw.of(Participation.fraction(0.1)).size(1000)).isEqualTo(100);
    }

    @Test
    void refusesRulesThatItCannotDrawBy() {
        Map<String, String> known = Participation.share(1, 2).parameters();
        Map<String, String> more = new TreeMap<>(known);
        more.put("more", "1");
        Map<String, String> another = new TreeMap<>(known);
        another.put("numerator", "01");
        Map<String, String> words = new TreeMap<>(known);
        words.put("numerator", "one");

        assertThatThrownBy(() -> CohortDraw.of(new Participation("acme/mine/1", new TreeMap<>(known))))
                .hasMessageContaining("acme/mine/1 (expected: folkmoot/public-share/1)");
        for (Map<String, String> wrong : List.of(new TreeMap<String, String>(), more, another, words)) {
            assertThatThrownBy(() -> CohortDraw.of(new Participation(Participation.PUBLIC_SHARE, new TreeMap<>(wrong))))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void drawsFromTheBeaconOfTheRuleOnly() {
        Beacon other = new Beacon() {
            @Override
            public String id() {
                return "acme/dice/1";
            }

            @Override
            public Digest seed(String purpose, int round) {
                return Digest.sha256();
            }
        };

        assertThatThrownBy(() -> CohortDraw.of(Participation.all()).select(other, 1, 5))
                .hasMessageContaining("acme/dice/1 (expected: folkmoot/charter-seed/1)");
    }
}
