package org.folkmoot.secure.evidence;

import java.util.List;
import org.folkmoot.secure.crypto.Secret;

/**
 * What survivors revealed together.
 *
 * @param seeds of the survivors, ascending by place
 * @param keys mask keys of those who dealt shares and did not survive, ascending by place
 */
public record RevealedSecrets(List<Secret> seeds, List<Secret> keys) implements AutoCloseable {
    /** Copies the lists, not the secrets. */
    public RevealedSecrets {
        seeds = List.copyOf(seeds);
        keys = List.copyOf(keys);
    }

    @Override
    public void close() {
        seeds.forEach(Secret::close);
        keys.forEach(Secret::close);
    }
}
