package org.folkmoot.secure.crypto;

/**
 * What one client holds for another, to reveal exactly one of them.
 *
 * @param seed share of the seed of its own mask: revealed if it survived
 * @param key share of the private key of its pairwise masks: revealed if it dropped out
 */
public record SharePair(Secret seed, Secret key) implements AutoCloseable {
    @Override
    public void close() {
        seed.close();
        key.close();
    }
}
