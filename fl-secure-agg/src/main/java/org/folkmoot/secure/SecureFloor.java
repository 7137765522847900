package org.folkmoot.secure;

import java.util.Optional;
import org.folkmoot.secure.graph.Fraction;

/**
 * The least that a client insists on before it masks anything. It is checked at the client; no coordinator can lower it.
 *
 * @param minimumSurvivors fewest clients whose sum may show
 * @param corrupted the session must hold with at least so many corrupted clients
 * @param secrecyBits least certainty of the neighbour graph
 * @param minimumDifference two sums over updates of one model must be of the same clients, or of sets that differ in at least
 *     so many: else their difference shows few, or one
 */
public record SecureFloor(int minimumSurvivors, Fraction corrupted, int secrecyBits, int minimumDifference) {
    /** Rejects floors that protect nothing. */
    public SecureFloor {
        if (minimumSurvivors < SecureParameters.FEWEST_SURVIVORS) {
            throw new IllegalArgumentException("minimumSurvivors: " + minimumSurvivors + " (expected: >= "
                    + SecureParameters.FEWEST_SURVIVORS + ")");
        }
        if (minimumDifference < 0) {
            throw new IllegalArgumentException("minimumDifference: " + minimumDifference + " (expected: >= 0)");
        }
    }

    /** {@return sums of ten and more, a third corrupted, 40 bits, repeated sums that differ in no client or in three} */
    public static SecureFloor defaults() {
        return new SecureFloor(SecureParameters.DEFAULT_SURVIVORS, Fraction.percent(33), 40, 3);
    }

    /** {@return why these parameters are below the floor, or empty if they are not} */
    public Optional<String> objection(SecureParameters parameters) {
        if (parameters.minimumSurvivors() < minimumSurvivors) {
            return Optional.of("a sum of " + parameters.minimumSurvivors() + " may show (this client's floor: "
                    + minimumSurvivors + ")");
        }
        if (parameters.assumptions().corrupted().compareTo(corrupted) < 0) {
            return Optional.of(
                    "corrupted: " + parameters.assumptions().corrupted() + " (this client's floor: " + corrupted + ")");
        }
        if (parameters.assumptions().secrecyBits() < secrecyBits) {
            return Optional.of("secrecyBits: " + parameters.assumptions().secrecyBits() + " (this client's floor: "
                    + secrecyBits + ")");
        }
        return Optional.empty();
    }
}
