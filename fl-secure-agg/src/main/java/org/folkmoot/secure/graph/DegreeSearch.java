package org.folkmoot.secure.graph;

import java.util.Optional;

/**
 * How few neighbours a client needs, and how many of them must help to unmask.
 *
 * <p>The clients stand on a ring in random order and each is joined to the k/2 next ones on either side (a Harary graph). An
 * adversary has fixed before which c clients it corrupts and which d drop out. Three things may go wrong:
 *
 * <ol>
 *   <li>The honest survivors fall apart, so that sums of parts show. For that k/2 clients in a row must be gone at two
 *       places; there are at most n(n - k - 1)/2 pairs of places, and given c + d = B gone clients all k of a pair are gone
 *       with probability prod (B - i)/(n - i), i below k.
 *   <li>A client has more than a corrupted neighbours: probability at most n · P[Hypergeometric(n - 1, c, k) > a].
 *   <li>A client has fewer than t neighbours left: at most n · P[k - Hypergeometric(n - 1, d, k) < t].
 * </ol>
 *
 * <p>The first two may each have probability 2^-(secrecyBits + 1), the third 2^-livenessBits. A malicious coordinator that
 * asks some neighbours for one secret and others for the second gets both only from t + t shares, of which the a corrupted
 * neighbours give each kind: so 2t > k + a. The search takes the smallest even k for which a threshold exists.
 *
 * <p>Guarantee: the same answer on every JVM (StrictMath, fixed order). Does not protect against an adversary who chooses
 * whom to corrupt after it has seen the graph; hence the beacon. Source: Bell et al. 2020, §3 (bounds, here for fixed sets);
 * the malicious threshold is that of Bonawitz et al. 2017, §6.2, counted among neighbours.
 */
public final class DegreeSearch {
    private final int clients;
    private final int corrupted;
    private final int dropped;
    private final Assumptions assumptions;
    private final boolean malicious;
    private final LogFactorials logFactorials;

    private DegreeSearch(int clients, Assumptions assumptions, boolean malicious) {
        this.clients = clients;
        this.corrupted = Math.max(1, assumptions.corrupted().ceilingOf(clients));
        this.dropped = assumptions.dropped().ceilingOf(clients);
        this.assumptions = assumptions;
        this.malicious = malicious;
        this.logFactorials = LogFactorials.upTo(clients);
    }

    /**
     * What the search found.
     *
     * @param degree neighbours of each client
     * @param threshold how many of them must help
     */
    public record Found(int degree, int threshold) {}

    /** {@return the smallest degree against a coordinator that does anything it likes}, if there is one below {@code clients}. */
    public static Optional<Found> againstMalicious(int clients, Assumptions assumptions) {
        return new DegreeSearch(clients, assumptions, true).search();
    }

    /**
     * {@return the smallest degree against a coordinator that keeps to the protocol} No session uses it: it is here to be
     * compared with what others publish.
     */
    public static Optional<Found> againstHonestButCurious(int clients, Assumptions assumptions) {
        return new DegreeSearch(clients, assumptions, false).search();
    }

    private Optional<Found> search() {
        for (int degree = 2; degree < clients; degree += 2) {
            if (mayFallApart(degree)) {
                continue;
            }
            int fewest = fewestThreshold(degree);
            if (fewest <= degree && survives(degree, fewest)) {
                return Optional.of(new Found(degree, fewest));
            }
        }
        return Optional.empty();
    }

    private boolean mayFallApart(int degree) {
        int gone = corrupted + dropped;
        if (gone < degree) {
            return false;
        }
        double log = StrictMath.log((double) clients * Math.max(1, clients - degree - 1) / 2);
        for (int i = 0; i < degree; i++) {
            log += StrictMath.log((double) (gone - i) / (clients - i));
        }
        return log > secrecyBound();
    }

    /** The least threshold that keeps both secrets of a client from being collected. */
    private int fewestThreshold(int degree) {
        int fellows = mostCorruptedNeighbours(degree);
        return malicious ? (degree + fellows) / 2 + 1 : fellows + 1;
    }

    /** The least a with n · P[more than a corrupted neighbours] within the bound: the tail is summed from its far end. */
    private int mostCorruptedNeighbours(int degree) {
        double allowed = StrictMath.exp(secrecyBound() - StrictMath.log(clients));
        double tail = 0;
        int most = Math.min(degree, corrupted);
        while (most > 0) {
            tail += hypergeometric(corrupted, degree, most);
            if (tail > allowed) {
                return most;
            }
            most--;
        }
        return 0;
    }

    private boolean survives(int degree, int threshold) {
        double tail = 0;
        for (int lost = Math.min(degree, dropped); lost > degree - threshold; lost--) {
            tail += hypergeometric(dropped, degree, lost);
        }
        double allowed = -assumptions.livenessBits() * StrictMath.log(2);
        return tail == 0 || StrictMath.log(clients) + StrictMath.log(tail) <= allowed;
    }

    /** The probability that {@code hits} of {@code degree} neighbours, out of all but oneself, are among the marked ones. */
    private double hypergeometric(int marked, int degree, int hits) {
        int others = clients - 1;
        if (hits > marked || degree - hits > others - marked) {
            return 0;
        }
        return StrictMath.exp(logFactorials.choose(marked, hits)
                + logFactorials.choose(others - marked, degree - hits)
                - logFactorials.choose(others, degree));
    }

    private double secrecyBound() {
        return -(assumptions.secrecyBits() + 1) * StrictMath.log(2);
    }
}
