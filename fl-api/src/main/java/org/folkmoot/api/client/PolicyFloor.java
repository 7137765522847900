package org.folkmoot.api.client;

import java.util.Optional;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;

/**
 * The least that a client insists on before it contributes. It is checked at the client, against the program that was
 * announced, and no coordinator can lower it.
 *
 * @param minimumCohort fewest clients a round must require to be committed
 * @param clearUpdates whether the coordinator may see this client's update alone
 */
public record PolicyFloor(int minimumCohort, boolean clearUpdates) {
    /** Rejects a cohort below 1. */
    public PolicyFloor {
        if (minimumCohort < 1) {
            throw new IllegalArgumentException("minimumCohort: " + minimumCohort + " (expected: >= 1)");
        }
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
        boolean clear = program.collection() == CollectionKind.CLEAR || program.collection() == CollectionKind.BUFFERED;
        if (clear && !clearUpdates) {
            return Optional.of(
                    "the program shows single updates to the coordinator (this client's floor: it must not)");
        }
        return Optional.empty();
    }
}
