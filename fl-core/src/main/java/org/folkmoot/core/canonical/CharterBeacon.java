package org.folkmoot.core.canonical;

import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.Beacon;
import org.folkmoot.api.round.Participation;
import org.folkmoot.core.random.SeedDerivation;

/**
 * The beacon that needs nobody: all its seeds follow from the one in the charter.
 *
 * <p>Guarantee: anyone who has read the first leaf computes the same seeds. Non-guarantee: it is foreseeable, by the
 * founders even before the registry is fixed, so it must decide only what nobody gains by steering.
 *
 * @param charterSeed the seed in the charter
 */
public record CharterBeacon(Digest charterSeed) implements Beacon {
    @Override
    public String id() {
        return Participation.CHARTER_SEED;
    }

    @Override
    public Digest seed(String purpose, int round) {
        return SeedDerivation.derive(charterSeed, purpose, round);
    }
}
