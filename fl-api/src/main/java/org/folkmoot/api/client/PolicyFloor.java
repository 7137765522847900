package org.folkmoot.api.client;

import java.util.Optional;
import org.folkmoot.api.round.Access;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.RoundProgram;

/**
 * The least that a client insists on before it contributes. It is checked at the client, against the program that was
 * announced, and no coordinator can lower it.
 *
 * @param minimumCohort fewest clients a round must require to be committed
 * @param clearUpdates whether the coordinator may see this client's update alone
 * @param updates the widest audience and longest retention that the client's update may have
 */
public record PolicyFloor(int minimumCohort, boolean clearUpdates, Access updates) {
    /** Rejects a cohort below 1. */
    public PolicyFloor {
        if (minimumCohort < 1) {
            throw new IllegalArgumentException("minimumCohort: " + minimumCohort + " (expected: >= 1)");
        }
    }

    /** A floor that leaves the update to auditors, for a year. */
    public PolicyFloor(int minimumCohort, boolean clearUpdates) {
        this(minimumCohort, clearUpdates, Disclosure.auditor().of(Artefact.UPDATES));
    }

    /** {@return the floor that lets the coordinator see single updates, alone if need be} */
    public static PolicyFloor clearUpdatesAllowed() {
        return new PolicyFloor(1, true);
    }

    /** {@return why this program is below the floor, or empty if it is not} */
    public Optional<String> objection(RoundProgram program) {
        if (program.minimumClients() < minimumCohort) {
            return Optional.of("the program commits with " + program.minimumClients()
                    + " clients (this client's floor: " + minimumCohort + ")");
        }
        if (program.collection().showsSingleUpdates() && !clearUpdates) {
            return Optional.of(
                    "the program shows single updates to the coordinator (this client's floor: it must not)");
        }
        Access kept = program.disclosure().of(Artefact.UPDATES);
        if (!kept.isWithin(updates)) {
            return Optional.of("the program keeps updates for " + kept.audience() + ", " + kept.retentionDays()
                    + " days (this client's floor: at most " + updates.audience() + ", " + updates.retentionDays()
                    + " days)");
        }
        return Optional.empty();
    }
}
