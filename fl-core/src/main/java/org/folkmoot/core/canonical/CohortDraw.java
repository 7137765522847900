package org.folkmoot.core.canonical;

import org.folkmoot.api.Digest;
import org.folkmoot.api.round.Participation;
import org.folkmoot.core.random.AesCtrGenerator;
import org.folkmoot.core.random.SeedDerivation;

/**
 * Draws the cohort of a round from the charter's public seed, so that anyone can draw it again. A repeated attempt
 * invites the same clients: a coordinator cannot abandon attempts until it likes the draw.
 */
public final class CohortDraw {
    private CohortDraw() {}

    /** {@return registry indices of the invited clients, ascending} */
    public static int[] select(Digest seed, int round, Participation participation, int registered) {
        int cohort = participation.cohortOf(registered);
        return AesCtrGenerator.fromSeed(SeedDerivation.derive(seed, "cohort", round))
                .sample(registered, cohort);
    }
}
