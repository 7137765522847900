package org.folkmoot.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class SeedDerivationTest {
    private static final Digest PARENT = Digest.of(HexFormat.of().parseHex("00".repeat(32)));

    @Test
    void differentPurposesHaveDifferentSeeds() {
        List<Digest> seeds = new ArrayList<>();
        seeds.add(PARENT);
        seeds.add(SeedDerivation.derive(PARENT, ""));
        seeds.add(SeedDerivation.derive(PARENT, "", 0));
        seeds.add(SeedDerivation.derive(PARENT, "", 0, 0));
        seeds.add(SeedDerivation.derive(PARENT, "a"));
        seeds.add(SeedDerivation.derive(PARENT, "a\0"));
        seeds.add(SeedDerivation.derive(PARENT, "a\0\0\0\0"));
        seeds.add(SeedDerivation.derive(PARENT, "a", 1));
        seeds.add(SeedDerivation.derive(PARENT, "a", -1));
        seeds.add(SeedDerivation.derive(PARENT, "a", 1, 0));
        seeds.add(SeedDerivation.derive(PARENT, "a", 0, 1));
        seeds.add(SeedDerivation.derive(seeds.get(1), "a", 1));

        assertThat(seeds).doesNotHaveDuplicates();
    }

    @Test
    void givesTheKnownSeeds() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("random.json", "seed")) {
            Digest parent = Digest.parse(vector.string("parentHex"));
            long[] numbers = Stream.of(vector.string("numbers").split(" ", -1))
                    .filter(text -> !text.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();

            Digest seed = SeedDerivation.derive(parent, vector.string("label"), numbers);

            assertThat(seed.hex()).isEqualTo(vector.string("seedHex"));
        }
    }
}
