package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.folkmoot.api.Bytes;
import org.folkmoot.testkit.Tampering.Tampered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TamperingTest {
    @Property(tries = 100)
    void everyVariantDiffersAndTheOriginalStays(@ForAll byte[] original) {
        Bytes before = Bytes.of(original);
        List<Function<byte[], Stream<Tampered>>> all = List.of(
                Tampering::byteFlips,
                Tampering::bitFlips,
                Tampering::truncations,
                Tampering::duplications,
                Tampering::swaps);
        for (Function<byte[], Stream<Tampered>> how : all) {
            how.apply(original)
                    .forEach(each -> assertThat(each.bytes()).as(each.what()).isNotEqualTo(before));
        }
        assertThat(Bytes.of(original)).isEqualTo(before);
        assertThat(Tampering.bitFlips(original).distinct()).hasSize(8 * original.length);
        assertThat(Tampering.truncations(original)).hasSize(original.length);
    }

    @Test
    void putsEachVariantInPlaceAndTheOriginalBack(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        Set<Bytes> seen = new HashSet<>();
        Tampering.eachVariantOf(file, Tampering::byteFlips, tampered -> {
            assertThat(Bytes.of(Files.readAllBytes(file))).isEqualTo(tampered.bytes());
            seen.add(tampered.bytes());
        });
        assertThat(seen).hasSize(3);
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }

    @Test
    void putsTheOriginalBackWhenTheAttemptThrows(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
        assertThatIllegalStateException()
                .isThrownBy(() -> Tampering.eachVariantOf(file, Tampering::truncations, tampered -> {
                    throw new IllegalStateException(tampered.what());
                }));
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
    }
}
