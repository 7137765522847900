package org.folkmoot.audit.key;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Keeps signing keys between runs, one per file: the key that the file holds, or a fresh one that it then holds.
 *
 * <p>Guarantees: a key that was returned is in the file and survives a power cut; of two processes that make the same
 * file at once, both get the same key; a file is made readable for its owner only (POSIX mode 0600) where the file
 * system knows owners. Does not encrypt, and does not judge the permissions of files that exist.
 */
public final class KeyFiles {
    private KeyFiles() {}

    /**
     * {@return the Ed25519 key in this file, which is made if it does not exist}
     *
     * @throws MalformedKeyFileException if the file holds something else
     */
    public static Ed25519Key ed25519(Path file, SecureRandom random) throws IOException {
        SecretFile secret = new SecretFile(requireNonNull(file, "file"), Signatures.ED25519);
        return Ed25519Key.fromSeed(
                secret.loadOrCreate(() -> Ed25519Key.generate(random).seed()));
    }

    /**
     * {@return the ECDSA key on P-256 in this file, which is made if it does not exist}
     *
     * @throws MalformedKeyFileException if the file holds something else
     */
    public static EcdsaP256Key ecdsaP256(Path file, SecureRandom random) throws IOException {
        SecretFile secret = new SecretFile(requireNonNull(file, "file"), Signatures.ECDSA_P256);
        byte[] scalar = secret.loadOrCreate(() -> EcdsaP256Key.generate(random).scalar());
        try {
            return EcdsaP256Key.fromScalar(scalar);
        } catch (IllegalArgumentException e) {
            MalformedKeyFileException malformed = secret.malformed();
            malformed.initCause(e);
            throw malformed;
        }
    }
}
