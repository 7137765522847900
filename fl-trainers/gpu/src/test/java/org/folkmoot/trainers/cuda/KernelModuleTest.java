package org.folkmoot.trainers.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.api.Digest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KernelModuleTest {
    /** Operations on floating point numbers, whose names end in their type. */
    private static final Pattern ARITHMETIC =
            Pattern.compile("\\b(add|sub|mul|fma|mad|div|sqrt|rcp)((?:\\.[a-z]+)*)\\.f(32|64)\\b");

    @ParameterizedTest
    @EnumSource
    void wasCompiledFromTheSourceBesideIt(KernelModule module) throws IOException {
        var sha256 = Digest.newSha256();
        for (String name : new String[] {"device.h", "networks.inc", module.file() + ".cu"}) {
            sha256.update(Files.readAllBytes(Path.of("kernels", name)));
        }

        assertThat(HexFormat.of().formatHex(sha256.digest()))
                .as("run fl-trainers/gpu/kernels/build.sh after a change")
                .isEqualTo(module.sourceDigest());
    }

    @ParameterizedTest
    @EnumSource
    void roundsEveryOperationAsJavaDoes(KernelModule module) {
        String text = module.text();
        Matcher operation = ARITHMETIC.matcher(text);
        while (operation.find()) {
            // Without .rn the driver's compiler may fuse; .ftz would lose small numbers; approx is neither.
            assertThat(operation.group(2)).as(operation.group()).isEqualTo(".rn");
        }
        assertThat(text).doesNotContain(".ftz").doesNotContain("approx");
    }

    @ParameterizedTest
    @EnumSource
    void fusesInDistancesOnly(KernelModule module) {
        assertThat(module.text().contains("fma.rn")).isEqualTo(module == KernelModule.DISTANCES);
    }

    @ParameterizedTest
    @EnumSource
    void runsOnCardsFromVoltaOn(KernelModule module) {
        assertThat(module.text()).startsWith(".version 6.0\n.target sm_70\n");
    }
}
