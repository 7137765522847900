package org.folkmoot.audit.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Signing keys of many in-process clients from one secret file, so that a thousand of them need not a thousand files.
 *
 * <p>Guarantees: the same file and label give the same key; keys of different labels say nothing about one another.
 * Whoever holds the file holds every key: for clients that do not trust one another use {@link KeyFiles} on their own
 * machines. Safe for several threads; closing wipes the secret, not the keys already given.
 *
 * <p>Source: RFC 5869 (HKDF-SHA256, no salt, info {@code folkmoot/client-key/1/} and the label in UTF-8).
 */
public final class DerivedKeys implements AutoCloseable {
    private static final String KIND = "master-seed";
    private static final String INFO = "folkmoot/client-key/1/";

    private final byte[] master;
    private boolean closed;

    private DerivedKeys(byte[] master) {
        this.master = master;
    }

    /**
     * {@return the keys derived from the secret in this file, which is made if it does not exist}
     *
     * @throws MalformedKeyFileException if the file holds something else
     */
    public static DerivedKeys fromFile(Path masterSeedFile, SecureRandom random) throws IOException {
        SecretFile secret = new SecretFile(masterSeedFile, KIND);
        return new DerivedKeys(secret.loadOrCreate(() -> {
            byte[] seed = new byte[Ed25519Key.SEED_BYTES];
            random.nextBytes(seed);
            return seed;
        }));
    }

    static DerivedKeys fromMaster(byte[] master) {
        return new DerivedKeys(master.clone());
    }

    /** {@return the key with this label, such as a client's name} */
    public synchronized Ed25519Key derive(String label) {
        if (closed) {
            throw new IllegalStateException("derived keys: closed (expected: open)");
        }
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(master, null, (INFO + label).getBytes(StandardCharsets.UTF_8)));
        byte[] seed = new byte[Ed25519Key.SEED_BYTES];
        hkdf.generateBytes(seed, 0, seed.length);
        return Ed25519Key.fromSeed(seed);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(master, (byte) 0);
    }

    @Override
    public String toString() {
        return "DerivedKeys";
    }
}
