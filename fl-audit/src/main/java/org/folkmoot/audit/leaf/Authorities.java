package org.folkmoot.audit.leaf;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may write which kind of leaf after the charter.
 *
 * <p>Version 1 knows one body, the coordinator; what more the charter may ask for (so many of the members) is a form that
 * this one leaves room for, and that a verifier of version 1 refuses.
 *
 * @param byKind the authority over each kind of leaf
 */
public record Authorities(SortedMap<Kind, Authority> byKind) {
    /** Rejects kinds that nobody has authority over. */
    public Authorities {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
        if (byKind.size() != Kind.values().length) {
            throw new IllegalArgumentException(
                    "rules: " + byKind.keySet() + " (expected: each kind of leaf that may follow a charter)");
        }
    }

    /** {@return the coordinator over everything} */
    public static Authorities coordinator() {
        Authority coordinator = new Authority(Body.COORDINATOR, 1);
        return new Authorities(
                new TreeMap<>(Map.of(Kind.PROGRAM, coordinator, Kind.REGISTRY, coordinator, Kind.ROUND, coordinator)));
    }

    /** Kinds of leaves that may follow a charter. */
    public enum Kind {
        /** Which programs may run. */
        PROGRAM,
        /** Who is a member. */
        REGISTRY,
        /** What a round came to. */
        ROUND
    }

    /** Those who can have authority. */
    public enum Body {
        /** Who holds the coordinator's key. */
        COORDINATOR
    }

    /**
     * How many of whom must sign.
     *
     * @param by whose signatures count
     * @param threshold how many it takes
     */
    public record Authority(Body by, int threshold) {
        /** Rejects thresholds that the body cannot reach. */
        public Authority {
            if (threshold != 1) {
                throw new IllegalArgumentException(
                        "threshold: " + threshold + " (expected: 1, there is one " + by + ")");
            }
        }
    }
}
