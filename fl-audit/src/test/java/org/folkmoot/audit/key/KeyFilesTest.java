package org.folkmoot.audit.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class KeyFilesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void keepsTheKeyThatItMade() throws Exception {
        Path file = folder.resolve("new folder").resolve("a.key");
        Bytes made = KeyFiles.ed25519(file, RANDOM).publicKey();
        assertThat(KeyFiles.ed25519(file, RANDOM).publicKey()).isEqualTo(made);
        Path other = folder.resolve("b.key");
        Bytes point = KeyFiles.ecdsaP256(other, RANDOM).publicKey();
        assertThat(KeyFiles.ecdsaP256(other, RANDOM).publicKey()).isEqualTo(point);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsOnlyTheOwnerRead() throws Exception {
        Path file = folder.resolve("a.key");
        KeyFiles.ed25519(file, RANDOM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAFileOfAnotherKind() throws Exception {
        Path file = folder.resolve("a.key");
        KeyFiles.ed25519(file, RANDOM);
        assertThatExceptionOfType(MalformedKeyFileException.class)
                .isThrownBy(() -> KeyFiles.ecdsaP256(file, RANDOM))
                .withMessageContaining(file.toString());
    }

    @Test
    void refusesAnyOtherFormWithoutShowingTheSecret() throws Exception {
        Path file = folder.resolve("a.key");
        KeyFiles.ed25519(file, RANDOM);
        String secret = Files.readString(file).split(" ", 3)[2].strip();
        Tampering.eachVariantOf(file, Tampering::truncations, bad -> refuses(file, secret));
        Tampering.eachVariantOf(file, Tampering::duplications, bad -> refuses(file, secret));
        Files.writeString(file, Files.readString(file).replace(secret, secret.substring(0, 60) + "ABCD"));
        refuses(file, secret);
    }

    private static void refuses(Path file, String secret) {
        assertThatExceptionOfType(MalformedKeyFileException.class)
                .isThrownBy(() -> KeyFiles.ed25519(file, RANDOM))
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage()).doesNotContain(secret.substring(0, 8));
                    assertThat(refusal.getCause()).isNull();
                });
    }

    @Test
    void refusesAScalarOutOfRange() throws Exception {
        Path file = folder.resolve("a.key");
        Files.writeString(file, "folkmoot-secret/1 ecdsa-p256 " + "f".repeat(64) + "\n");
        assertThatExceptionOfType(MalformedKeyFileException.class).isThrownBy(() -> KeyFiles.ecdsaP256(file, RANDOM));
    }

    @Test
    void derivesOneKeyPerLabelFromOneFile() throws Exception {
        Path file = folder.resolve("master");
        Set<Bytes> keys = new HashSet<>();
        try (DerivedKeys derived = DerivedKeys.fromFile(file, RANDOM)) {
            for (int i = 0; i < 1000; i++) {
                keys.add(derived.derive("client-" + i).publicKey());
            }
        }
        assertThat(keys).hasSize(1000);
        try (DerivedKeys again = DerivedKeys.fromFile(file, RANDOM)) {
            assertThat(keys).contains(again.derive("client-7").publicKey());
        }
    }

    /** Source: computed once with OpenSSL 3, {@code openssl kdf -kdfopt digest:SHA256 ... HKDF}. */
    @Test
    void derivesByHkdfWithItsPublishedInfo() {
        DerivedKeys derived = DerivedKeys.fromMaster(new byte[32]);
        assertThat(Bytes.of(derived.derive("a").seed()).hex())
                .isEqualTo("707a605d05e019cf23fe0bc2014f69c515710c9fa382dc88e01bc1f71f88b58b");
    }

    @Test
    void derivesNothingAfterClose() {
        DerivedKeys derived = DerivedKeys.fromMaster(new byte[32]);
        derived.close();
        assertThatIllegalStateException().isThrownBy(() -> derived.derive("a"));
    }
}
