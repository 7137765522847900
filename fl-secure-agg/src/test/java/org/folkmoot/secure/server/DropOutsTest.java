package org.folkmoot.secure.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Bytes;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.RoundTrip;
import org.folkmoot.secure.evidence.SecureReplay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DropOutsTest {
    private static final RingShape SHAPE = new RingShape(3, 23);

    /** Every way in which five clients may leave before a stage, but for who of them it is. */
    @Test
    void everyPatternOfFiveClientsGivesTheClearSumOrANamedEnd() {
        int sums = 0;
        for (int pattern = 0; pattern < 7776; pattern++) {
            int[] leaves = leaves(pattern);
            if (isSorted(leaves)) {
                sums += givesTheClearSum(new RoundTrip(cohort(5), leaves), leaves) ? 1 : 0;
            }
        }

        assertThat(sums).isEqualTo(1 + 4 + 1 + 1);
    }

    /**
     * All 6^5 patterns. With a threshold of 3 among 4 neighbours all five stay, or one of them leaves before dealing, masking,
     * confirming or revealing; with four or three from the start nobody may leave.
     */
    @Test
    @Tag("long")
    void everyPatternOfEachOfFiveClientsGivesTheClearSumOrANamedEnd() {
        int sums = 0;
        for (int pattern = 0; pattern < 7776; pattern++) {
            int[] leaves = leaves(pattern);
            sums += givesTheClearSum(new RoundTrip(cohort(5), leaves), leaves) ? 1 : 0;
        }

        assertThat(sums).isEqualTo(1 + 5 * 4 + 5 + 10);
    }

    private static int[] leaves(int pattern) {
        int[] leaves = new int[5];
        for (int i = 0, rest = pattern; i < 5; i++, rest /= 6) {
            leaves[i] = rest % 6;
        }
        return leaves;
    }

    private static boolean isSorted(int[] leaves) {
        return IntStream.range(1, leaves.length).allMatch(i -> leaves[i - 1] <= leaves[i]);
    }

    private static boolean givesTheClearSum(RoundTrip trip, int[] leaves) {
        try {
            Unmasked unmasked = trip.run();
            assertThat(unmasked.sum().contentEquals(cohort(5).clearSum(trip.survivors())))
                    .as(Arrays.toString(leaves))
                    .isTrue();
            return true;
        } catch (SessionFailedException e) {
            assertThat(e).hasMessageStartingWith(e.reason().word() + ": ");
            return false;
        }
    }

    private static Cohort cohort(int clients) {
        return Cohort.of(clients, SHAPE);
    }

    @Property(tries = 40)
    void anyDropOutsUpToTheToleranceGiveTheClearSumAndItsReplay(
            @ForAll @IntRange(min = 10, max = 14) int clients,
            @ForAll @Size(2) List<@IntRange(max = 9) Integer> who,
            @ForAll @Size(2) List<@IntRange(min = 1, max = 4) Integer> before,
            @ForAll @IntRange(min = 8, max = 64) int bits)
            throws Exception {
        Cohort cohort = Cohort.of(clients, new RingShape(17, bits));
        int[] leaves = RoundTrip.stays(clients);
        leaves[who.get(0)] = before.get(0);
        leaves[who.get(1)] = before.get(1);
        RoundTrip trip = new RoundTrip(cohort, leaves);

        Unmasked unmasked = trip.run();

        assertThat(unmasked.sum().contentEquals(cohort.clearSum(trip.survivors())))
                .isTrue();
        assertThat(SecureReplay.replay(unmasked.evidence(), trip.masked().iterator())
                        .contentEquals(unmasked.sum()))
                .isTrue();
    }

    @Test
    void sumsInASparseGraphWithDropOutsToo() throws Exception {
        Cohort cohort = Cohort.of(210, SHAPE);
        int[] leaves = RoundTrip.stays(210);
        for (int i = 0; i < 10; i++) {
            leaves[i * 20] = 1 + i % 4;
        }
        RoundTrip trip = new RoundTrip(cohort, leaves);

        Unmasked unmasked = trip.run();

        assertThat(unmasked.evidence().session().plan().isComplete()).isFalse();
        assertThat(unmasked.sum().contentEquals(cohort.clearSum(trip.survivors())))
                .isTrue();
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> new RoundTrip(cohort(5), 0, 0, 0, 5, 5).run())
                .hasMessageStartingWith("too-few-clients");
        assertThatThrownBy(() -> new RoundTrip(cohort(5), 1, 1, 1, 5, 5).run())
                .hasMessageStartingWith("too-few-dealers");
        assertThatThrownBy(() -> new RoundTrip(cohort(5), 2, 2, 2, 5, 5).run())
                .hasMessageStartingWith("too-few-survivors");
        assertThatThrownBy(() -> new RoundTrip(cohort(5), 4, 4, 5, 5, 5).run())
                .hasMessageStartingWith("too-few-revelations");
    }

    @Test
    void aReplayOfAnythingElseFails() throws Exception {
        RoundTrip trip = new RoundTrip(cohort(5), 5, 2, 5, 5, 5);
        Unmasked unmasked = trip.run();
        List<Bytes> masked = trip.masked();
        byte[] changed = masked.get(0).toByteArray();
        changed[3] ^= 1;

        assertThatThrownBy(() -> SecureReplay.replay(
                        unmasked.evidence(), masked.subList(1, 4).iterator()))
                .hasMessageContaining("not the one it signed");
        assertThatThrownBy(() -> SecureReplay.replay(
                        unmasked.evidence(), masked.subList(0, 3).iterator()))
                .hasMessageContaining("masked inputs: 3 (expected: 4)");
        assertThatThrownBy(() -> SecureReplay.replay(
                        unmasked.evidence(), List.of(Bytes.of(changed)).iterator()))
                .hasMessageContaining("not the one it signed");
        unmasked.evidence().revealed().keys().get(0).close();
        assertThatThrownBy(() -> SecureReplay.replay(unmasked.evidence(), masked.iterator()))
                .hasMessageContaining("mask key of client 1");
        unmasked.evidence().revealed().close();
        assertThatThrownBy(() -> SecureReplay.replay(unmasked.evidence(), masked.iterator()))
                .hasMessageContaining("seed of client 0");
    }
}
