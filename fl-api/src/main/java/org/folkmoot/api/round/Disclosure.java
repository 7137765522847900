package org.folkmoot.api.round;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a round, for whom and for how long; declared in the program, so that clients agree to it before they
 * contribute and proofs say it.
 *
 * @param artefacts access to each artefact
 */
public record Disclosure(SortedMap<Artefact, Access> artefacts) {
    private static final int YEAR = 365;

    /** Rejects disclosures that leave an artefact out, and those that forget what the next round stands on. */
    public Disclosure {
        artefacts = Collections.unmodifiableSortedMap(new TreeMap<>(artefacts));
        for (Artefact artefact : Artefact.values()) {
            Access access = artefacts.get(artefact);
            boolean needed = artefact != Artefact.UPDATES;
            if (access == null || (needed && access.audience() == Audience.NOBODY)) {
                throw new IllegalArgumentException("disclosure of " + artefact + ": " + access + " (expected: "
                        + (needed ? "auditor or public" : "said") + ")");
            }
        }
    }

    /** {@return everything for an auditor, for a year} */
    public static Disclosure auditor() {
        return auditor(YEAR);
    }

    /** {@return everything for an auditor, for so many days} */
    public static Disclosure auditor(int retentionDays) {
        Map<Artefact, Access> all = new EnumMap<>(Artefact.class);
        for (Artefact artefact : Artefact.values()) {
            all.put(artefact, Access.auditor(retentionDays));
        }
        return new Disclosure(new TreeMap<>(all));
    }

    /** {@return updates used and forgotten, the rest for an auditor for a year} Such rounds cannot be replayed. */
    public static Disclosure withoutUpdates() {
        return auditor().with(Artefact.UPDATES, Access.none());
    }

    /** {@return this with other access to one artefact} */
    public Disclosure with(Artefact artefact, Access access) {
        SortedMap<Artefact, Access> changed = new TreeMap<>(artefacts);
        changed.put(artefact, access);
        return new Disclosure(changed);
    }

    /** {@return access to this artefact} */
    public Access of(Artefact artefact) {
        Access access = artefacts.get(artefact);
        if (access == null) {
            throw new AssertionError("the constructor saw to it");
        }
        return access;
    }

    /** {@return who can recompute the aggregate: those who may be given all of what that needs} */
    public ReplayClass replay() {
        Audience least = Audience.PUBLIC;
        for (Access access : artefacts.values()) {
            least = access.audience().compareTo(least) < 0 ? access.audience() : least;
        }
        return switch (least) {
            case PUBLIC -> ReplayClass.PUBLIC;
            case AUDITOR -> ReplayClass.AUDITOR;
            case NOBODY -> ReplayClass.NONE;
        };
    }
}
