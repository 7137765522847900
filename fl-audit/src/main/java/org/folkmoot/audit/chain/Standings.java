package org.folkmoot.audit.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * How those members stand who have said something for themselves.
 *
 * <p>Guarantees: immutable and safe for several threads; {@link #with} costs O(1) where it extends the newest value and
 * O(notices) where it branches off from an older one, as {@link org.folkmoot.audit.member.Registry} does.
 */
final class Standings {
    private final Shared shared;
    private final int version;
    private final int withdrawn;

    private Standings(Shared shared, int version, int withdrawn) {
        this.shared = shared;
        this.version = version;
        this.withdrawn = withdrawn;
    }

    static Standings none() {
        return new Standings(new Shared(), 0, 0);
    }

    /** {@return how this member stands, if it has said anything} */
    Optional<Standing> of(Digest pseudonym) {
        return shared.at(pseudonym, version);
    }

    /** {@return those of whom a notice was recorded while this key was theirs} */
    List<Digest> held(Bytes key) {
        return shared.held(key);
    }

    /** {@return how many have withdrawn their consent} */
    int withdrawn() {
        return withdrawn;
    }

    /** {@return the same where this member stands so} */
    Standings with(Digest pseudonym, Standing before, Standing after) {
        int change = (before.consents() ? 1 : 0) - (after.consents() ? 1 : 0);
        Shared target = shared.extendedFrom(version, pseudonym, after);
        return new Standings(target, version + 1, withdrawn + change);
    }

    private record Entry(int version, Standing standing) {}

    /** All that was ever said, shared by all values that are prefixes of one another. */
    private static final class Shared {
        private final Map<Digest, List<Entry>> entries = new HashMap<>();
        private final Map<Bytes, List<Digest>> keys = new HashMap<>();
        private int newest;

        synchronized Shared extendedFrom(int prefix, Digest pseudonym, Standing standing) {
            Shared target = prefix == newest ? this : prefix(prefix);
            target.add(prefix + 1, pseudonym, standing);
            return target;
        }

        private Shared prefix(int prefix) {
            Shared copy = new Shared();
            entries.forEach((pseudonym, all) -> {
                for (Entry entry : all) {
                    if (entry.version() <= prefix) {
                        copy.add(entry.version(), pseudonym, entry.standing());
                    }
                }
            });
            copy.newest = prefix;
            return copy;
        }

        private synchronized void add(int version, Digest pseudonym, Standing standing) {
            entries.computeIfAbsent(pseudonym, any -> new ArrayList<>()).add(new Entry(version, standing));
            List<Digest> holders = keys.computeIfAbsent(standing.key(), any -> new ArrayList<>());
            if (!holders.contains(pseudonym)) {
                holders.add(pseudonym);
            }
            newest = version;
        }

        synchronized Optional<Standing> at(Digest pseudonym, int version) {
            List<Entry> all = entries.getOrDefault(pseudonym, List.of());
            for (int i = all.size() - 1; i >= 0; i--) {
                if (all.get(i).version() <= version) {
                    return Optional.of(all.get(i).standing());
                }
            }
            return Optional.empty();
        }

        synchronized List<Digest> held(Bytes key) {
            return List.copyOf(keys.getOrDefault(key, List.of()));
        }
    }
}
