package org.folkmoot.audit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final List<VerifierKey> W = keys();
    private static final VerifierKey LOG =
            VerifierKey.ed25519("example.org/log", W.get(9).publicKey());

    private static final String NESTED = "# two organisations\n\nlog " + LOG.encode() + " https://example.org/log\n"
            + "witness X1 " + W.get(0).encode() + "\n \t witness\tX2  "
            + W.get(1).encode() + " https://x2.example \n"
            + "witness X3 " + W.get(2).encode() + "\n  # between\ngroup X 2 X1 X2 X3\n"
            + "witness Y1 " + W.get(3).encode() + "\nwitness Y2 " + W.get(4).encode() + "\ngroup Y any Y1 Y2\n"
            + "group both all X Y\nquorum both\n";

    @Test
    void nestedGroupsAreMetBySoManyOfEach() throws Exception {
        TrustPolicy policy = parse(NESTED);

        assertThat(policy.logs()).containsExactly(LOG);
        assertThat(policy.witnesses()).containsExactlyElementsOf(W.subList(0, 5));
        assertThat(policy.leastCosignatures()).isEqualTo(3);
        assertThat(policy.rule())
                .isEqualTo("2 of (2 of (example.org/w0, example.org/w1, example.org/w2), 1 of (example.org/w3,"
                        + " example.org/w4))");
        for (int subset = 0; subset < 32; subset++) {
            boolean enough = Integer.bitCount(subset & 0b00111) >= 2 && (subset & 0b11000) != 0;
            assertThat(policy.isMetBy(chosen(subset))).as("%s", subset).isEqualTo(enough);
        }
    }

    @Property(tries = 300)
    void moreCosignersNeverMakeItWorse(@ForAll long seed, @ForAll @IntRange(max = 1023) int subset) throws Exception {
        TrustPolicy policy = parse(anyPolicy(new Random(seed)));
        Set<VerifierKey> some = chosen(subset);
        if (policy.isMetBy(some)) {
            assertThat(policy.isMetBy(new HashSet<>(W))).isTrue();
            assertThat(some).hasSizeGreaterThanOrEqualTo(policy.leastCosignatures());
            W.forEach(one -> {
                Set<VerifierKey> more = new HashSet<>(some);
                more.add(one);
                assertThat(policy.isMetBy(more)).isTrue();
            });
        }
    }

    @Test
    void noneAsksForNobodyAndOneForThatOne() throws Exception {
        String one = "witness a " + W.get(0).encode() + "\n";

        assertThat(parse("quorum none\n").isMetBy(Set.of())).isTrue();
        assertThat(parse(one + "quorum none\n").isMetBy(Set.of())).isTrue();
        assertThat(parse(one + "quorum a\n").isMetBy(Set.of())).isFalse();
        assertThat(parse(one + "quorum a\n").isMetBy(Set.of(W.get(0)))).isTrue();
        assertThat(parse(one + "quorum a\n").isMetBy(Set.of(W.get(1)))).isFalse();
    }

    @Test
    void readsThePublishedPolicyAndRefusesTheOthers() throws Exception {
        for (JsonObject vector : KnownAnswers.of("policies.json", "policy.parse")) {
            TrustPolicy policy = parse(vector.string("policyUtf8"));

            assertThat(policy.leastCosignatures()).isEqualTo((int) vector.integer("wantThreshold"));
            assertThat(policy.witnesses()).hasSize((int) vector.integer("wantMembers"));
            assertThat(policy.isMetBy(Set.copyOf(policy.witnesses()))).isTrue();
        }
        for (JsonObject vector : KnownAnswers.of("policies.json", "policy.reject")) {
            assertRefused(vector.string("policyUtf8"));
            assertRefused(vector.string("policyUtf8") + "\n");
        }
    }

    @Test
    void tellsNamesApartByTheirBytes() throws Exception {
        String kelvin = "witness K " + W.get(0).encode() + "\nwitness \u212A "
                + W.get(1).encode() + "\n";

        assertThat(parse(kelvin + "quorum \u212A\n").isMetBy(Set.of(W.get(1)))).isTrue();
        byte[] octets = (kelvin + "quorum K\n# ").getBytes(StandardCharsets.UTF_8);
        byte[] more = Arrays.copyOf(octets, octets.length + 2);
        more[octets.length] = (byte) 0xff;
        more[octets.length + 1] = '\n';
        assertThat(TrustPolicy.parse(Bytes.of(more)).isMetBy(Set.of(W.get(0)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quorum none",
                "quorum none\nquorum none\n",
                "quorum\n",
                "quorum a b\n",
                "quorum a\n",
                "group g any\nquorum g\n",
                "group g 1 none\nquorum g\n",
                "Quorum none\n",
                "\u0000\nquorum none\n",
                "quorum none\r\n",
                "quorum none\u007f\n",
                "log\nquorum none\n",
                "log x+y\nquorum none\n",
                "witness none KEY0\nquorum none\n",
                "witness a KEY0\ngroup a 1 a\nquorum a\n",
                "witness a KEY0\nwitness b KEY0\nquorum a\n",
                "witness a KEY0\nquorum b\nwitness b KEY1\n",
                "witness a KEY0\ngroup g 0 a\nquorum g\n",
                "witness a KEY0\ngroup g 2 a\nquorum g\n",
                "witness a KEY0\ngroup g 01 a\nquorum g\n",
                "witness a KEY0\ngroup g +1 a\nquorum g\n",
                "witness a KEY0\ngroup g 99999999999 a\nquorum g\n",
                "witness a KEY0\ngroup g any a a\nquorum g\n",
                "witness a KEY0\ngroup g any a\ngroup h any a\nquorum h\n",
                "witness a KEY0\ngroup g any g\nquorum g\n",
                "log KEY0\nquorum none\n",
                "log LOG\nlog LOG\nquorum none\n",
                "log LOG\nwitness a KEY9\nquorum a\n",
                "witness a KEY0 url more\nquorum a\n",
                "log LOG url more\nquorum none\n"
            })
    void refusesEverythingElse(String text) {
        assertRefused(text.replace("KEY0", W.get(0).encode())
                .replace("KEY1", W.get(1).encode())
                .replace("KEY9", W.get(9).encode())
                .replace("LOG", LOG.encode()));
    }

    @Test
    void isBounded() throws Exception {
        StringBuilder groups = new StringBuilder("witness g0 " + W.get(0).encode() + "\n");
        for (int i = 1; i <= 100; i++) {
            groups.append("group g").append(i).append(" any g").append(i - 1).append('\n');
        }

        assertThat(parse(groups + "quorum g100\n").isMetBy(Set.of(W.get(0)))).isTrue();
        assertRefused(groups + "group g101 any g100\nquorum g101\n");
        assertRefused("#".repeat(TrustPolicy.MAX_BYTES) + "\nquorum none\n");
    }

    @Test
    void aKnownLogMustBeOneOfItsLogs() throws Exception {
        TrustPolicy policy = parse(NESTED);
        VerifierKey other = VerifierKey.ed25519("example.org/other", LOG.publicKey());

        assertThat(policy.withLog(LOG).logs()).containsExactly(LOG);
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withLog(other));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustPolicy.threshold(1, List.of(W.get(9))).withLog(LOG));
    }

    private static String anyPolicy(Random random) {
        StringBuilder text = new StringBuilder();
        List<String> open = new ArrayList<>();
        for (int i = 0; i < W.size(); i++) {
            text.append("witness w")
                    .append(i)
                    .append(' ')
                    .append(W.get(i).encode())
                    .append('\n');
            open.add("w" + i);
        }
        for (int group = 0; open.size() > 1; group++) {
            Collections.shuffle(open, random);
            int size = 1 + random.nextInt(open.size());
            List<String> members = open.subList(0, size);
            text.append("group g").append(group).append(' ').append(1 + random.nextInt(size));
            members.forEach(member -> text.append(' ').append(member));
            text.append('\n');
            members.clear();
            open.add("g" + group);
            if (random.nextInt(4) == 0 || group == 50) {
                break;
            }
        }
        return text.append("quorum ")
                .append(open.get(open.size() - 1))
                .append('\n')
                .toString();
    }

    private static Set<VerifierKey> chosen(int subset) {
        Set<VerifierKey> chosen = new HashSet<>();
        for (int i = 0; i < W.size(); i++) {
            if ((subset >> i & 1) == 1) {
                chosen.add(W.get(i));
            }
        }
        return chosen;
    }

    private static List<VerifierKey> keys() {
        List<VerifierKey> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] seed = Digest.sha256(new byte[] {(byte) i}).bytes();
            keys.add(VerifierKey.cosigner(
                    "example.org/w" + i, Ed25519Key.fromSeed(seed).publicKey()));
        }
        return keys;
    }

    private static TrustPolicy parse(String text) throws MalformedPolicyException {
        return TrustPolicy.parse(Bytes.utf8(text));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(MalformedPolicyException.class);
    }
}
