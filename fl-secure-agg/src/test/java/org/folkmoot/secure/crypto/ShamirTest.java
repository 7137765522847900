package org.folkmoot.secure.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.threshold.SecretShare;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class ShamirTest {
    private static final Secret COEFFICIENTS = Secret.of(Digest.sha256().bytes());

    @Property(tries = 100)
    void anyThresholdOfSharesGivesTheSecretBack(
            @ForAll @Size(32) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 255) int count,
            @ForAll @IntRange(min = 1, max = 255) int asked,
            @ForAll Random random) {
        int threshold = Math.min(asked, count);
        List<Secret> shares = Shamir.split(Secret.of(bytes), threshold, count, COEFFICIENTS);
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        List<Integer> some = order.subList(0, threshold);

        Secret combined = Shamir.combine(
                some.stream().mapToInt(i -> i + 1).toArray(),
                some.stream().map(shares::get).toList());

        assertThat(combined.contentEquals(Secret.of(bytes))).isTrue();
    }

    /** Bouncy Castle's splitter (its mode is said to go, there is no other way to name it) puts our shares together: two implementations of one scheme. */
    @SuppressWarnings("deprecation")
    @Property(tries = 20)
    void otherPeoplesSplitterAgrees(@ForAll @Size(32) byte[] bytes, @ForAll @IntRange(min = 2, max = 60) int threshold)
            throws Exception {
        List<Secret> shares = Shamir.split(Secret.of(bytes), threshold, 60, COEFFICIENTS);

        ShamirSplitSecretShare[] theirs = IntStream.rangeClosed(1, threshold)
                .mapToObj(x ->
                        new ShamirSplitSecretShare(shares.get(x - 1).bytes().clone(), x))
                .toArray(ShamirSplitSecretShare[]::new);
        byte[] secret = new ShamirSplitSecret(
                        ShamirSecretSplitter.Algorithm.AES, ShamirSecretSplitter.Mode.Native, theirs)
                .getSecret();

        assertThat(secret).isEqualTo(bytes);
        assertThat((Object) theirs[0]).isInstanceOf(SecretShare.class);
    }

    /** Of the 256 lines through a share, each secret has exactly one: one share of two tells nothing. */
    @Test
    void oneShareOfTwoFitsEverySecretEquallyOften() {
        for (int secret = 0; secret < 256; secret += 15) {
            Map<Long, Integer> seen = new HashMap<>();
            for (int slope = 0; slope < 256; slope++) {
                seen.merge(secret ^ Shamir.times(slope, 7), 1, Integer::sum);
            }
            assertThat(seen).hasSize(256).containsValue(1).doesNotContainValue(2);
        }
    }

    @Test
    void packedMultiplicationIsThatOfTheField() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                long packed = a * 0x0101_0101_0101_0101L;
                long expected = PublicField.times(a, b) * 0x0101_0101_0101_0101L;
                assertThat(Shamir.times(packed, b)).isEqualTo(expected);
            }
        }
    }

    /** FIPS 197 §4.2: {57} times {83} is {c1}. */
    @Test
    void theFieldIsThatOfAes() {
        assertThat(PublicField.times(0x57, 0x83)).isEqualTo(0xc1);
        assertThat(IntStream.range(1, 256).allMatch(a -> PublicField.times(a, PublicField.inverse(a)) == 1))
                .isTrue();
        assertThatThrownBy(() -> PublicField.inverse(0)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesWhatGivesNoSecret() {
        Secret secret = Secret.of(Digest.sha256().bytes());

        assertThatThrownBy(() -> Shamir.split(secret, 3, 2, COEFFICIENTS)).hasMessageContaining("threshold: 3 of 2");
        assertThatThrownBy(() -> Shamir.split(secret, 3, 256, COEFFICIENTS)).hasMessageContaining("255");
        assertThatThrownBy(() -> Shamir.combine(new int[] {1, 1}, List.of(secret, secret)))
                .hasMessageContaining("all different");
    }

    @Test
    void oneShareTooFewGivesSomethingElse() {
        Secret secret = Secret.of(Digest.sha256().bytes());
        List<Secret> shares = Shamir.split(secret, 3, 5, COEFFICIENTS);

        assertThat(Shamir.combine(new int[] {1, 2}, shares.subList(0, 2)).contentEquals(secret))
                .isFalse();
    }
}
