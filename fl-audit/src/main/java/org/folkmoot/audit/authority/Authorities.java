package org.folkmoot.audit.authority;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;

/**
 * Who may write which kind of leaf after the charter, as the charter says.
 *
 * <p>The coordinator writes every leaf; a kind that is not the coordinator's alone must carry approvals of those whose it
 * is. What members say for themselves (consent, data, keys, complaints) needs nobody's leave. A kind that is not in here
 * is one that nobody may write.
 *
 * @param byKind the authority over each kind of leaf
 */
public record Authorities(SortedMap<Kind, Authority> byKind) {
    private static final Set<Kind> ALWAYS = EnumSet.of(Kind.PROGRAM, Kind.REGISTRY, Kind.ROUND);

    /** Rejects programs, members or rounds that nobody has authority over, and rounds that are not the coordinator's. */
    public Authorities {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
        if (!byKind.keySet().containsAll(ALWAYS)) {
            throw new IllegalArgumentException("rules: " + byKind.keySet() + " (expected: at least " + ALWAYS + ")");
        }
        Authority rounds = byKind.get(Kind.ROUND);
        if (rounds == null || rounds.by() != Body.COORDINATOR) {
            throw new IllegalArgumentException("rules: rounds by " + rounds + " (expected: by the coordinator)");
        }
    }

    /** {@return the coordinator over programs, members and rounds; nobody may release or roll back} */
    public static Authorities coordinator() {
        Authority coordinator = Authority.coordinator();
        return new Authorities(
                new TreeMap<>(Map.of(Kind.PROGRAM, coordinator, Kind.REGISTRY, coordinator, Kind.ROUND, coordinator)));
    }

    /** {@return the same with this authority over a kind} */
    public Authorities with(Kind kind, Authority authority) {
        SortedMap<Kind, Authority> more = new TreeMap<>(byKind);
        more.put(kind, authority);
        return new Authorities(more);
    }

    /** {@return whose this kind is, if anybody's} */
    public Optional<Authority> over(Kind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** Kinds of leaves that somebody must have authority to write. */
    public enum Kind {
        /** Which programs may run. */
        PROGRAM,
        /** Who is a member, founders apart. */
        REGISTRY,
        /** Which model is released. */
        RELEASE,
        /** Which earlier state holds again. */
        ROLLBACK,
        /** What a round came to. */
        ROUND
    }

    /** Those who can have authority. */
    public enum Body {
        /** Who holds the coordinator's key. */
        COORDINATOR,
        /** Whoever is a member when the leaf is written, each with the key that is theirs then. */
        MEMBERS,
        /** Who holds one of the keys that the charter lists. */
        KEYS
    }

    /**
     * How many of whom must approve.
     *
     * @param by whose approvals count
     * @param threshold how many it takes
     * @param keys the Ed25519 keys that count, sorted by their hex digits, where they are listed; else empty
     */
    public record Authority(Body by, int threshold, List<Bytes> keys) {
        /** Most keys that a charter lists for one kind. */
        public static final int MAX_KEYS = Approvals.MAX;

        private static final int KEY_BYTES = 32;

        /** Rejects thresholds that the body cannot reach. */
        public Authority {
            keys = List.copyOf(keys);
            requireKeys(by, keys);
            int most = by == Body.COORDINATOR ? 1 : by == Body.KEYS ? keys.size() : Approvals.MAX;
            if (threshold < 1 || threshold > most) {
                throw new IllegalArgumentException(
                        "threshold: " + threshold + " (expected: 1 to " + most + " for " + by + ")");
            }
        }

        /** {@return the coordinator alone} */
        public static Authority coordinator() {
            return new Authority(Body.COORDINATOR, 1, List.of());
        }

        /** {@return so many of the members} */
        public static Authority members(int threshold) {
            return new Authority(Body.MEMBERS, threshold, List.of());
        }

        /** {@return so many of those who hold these keys} */
        public static Authority keys(int threshold, List<Bytes> keys) {
            return new Authority(
                    Body.KEYS, threshold, keys.stream().sorted(Approval.BY_KEY).toList());
        }

        private static void requireKeys(Body by, List<Bytes> keys) {
            if ((by == Body.KEYS) == keys.isEmpty() || keys.size() > MAX_KEYS) {
                throw new IllegalArgumentException("keys: " + keys.size() + " listed for " + by + " (expected: 1 to "
                        + MAX_KEYS + " for " + Body.KEYS + ", none for others)");
            }
            Bytes last = null;
            for (Bytes key : keys) {
                if (key.size() != KEY_BYTES || (last != null && Approval.BY_KEY.compare(last, key) >= 0)) {
                    throw new IllegalArgumentException("keys: " + key.hex() + " (expected: 32 bytes, sorted, unique)");
                }
                last = key;
            }
        }
    }
}
