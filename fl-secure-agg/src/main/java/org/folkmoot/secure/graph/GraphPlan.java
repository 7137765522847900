package org.folkmoot.secure.graph;

/**
 * How the clients of one session are joined; each client computes it itself from the number of clients.
 *
 * <p>Guarantee: {@code 2 * threshold > degree + corruptedNeighbours}, so no coordinator with that many fellows among a
 * client's neighbours collects both of its secrets.
 *
 * @param clients all of the session
 * @param degree neighbours of each
 * @param threshold how many neighbours must help to unmask a client
 */
public record GraphPlan(int clients, int degree, int threshold) {
    /** Up to so many clients everybody is everybody's neighbour. */
    public static final int COMPLETE_UP_TO = 200;

    /** Neighbours that shares can be dealt to. */
    public static final int MAX_DEGREE = 255;

    /** {@return the plan for so many clients under these assumptions}
     *
     * @throws NoGraphException if there is none, with the numbers
     */
    public static GraphPlan of(int clients, Assumptions assumptions) throws NoGraphException {
        if (clients <= COMPLETE_UP_TO) {
            return complete(clients, assumptions);
        }
        DegreeSearch.Found found = DegreeSearch.againstMalicious(clients, assumptions)
                .orElseThrow(() -> new NoGraphException("clients: " + clients + " under " + assumptions
                        + " (expected: fewer corrupted or dropped clients)"));
        if (found.degree() > MAX_DEGREE) {
            throw new NoGraphException("degree: " + found.degree() + " for " + clients + " clients under " + assumptions
                    + " (expected: <= " + MAX_DEGREE + ")");
        }
        return new GraphPlan(clients, found.degree(), found.threshold());
    }

    private static GraphPlan complete(int clients, Assumptions assumptions) throws NoGraphException {
        int corrupted = Math.max(1, assumptions.corrupted().ceilingOf(clients));
        int degree = clients - 1;
        int threshold = (degree + corrupted) / 2 + 1;
        if (threshold > degree) {
            throw new NoGraphException("clients: " + clients + ", of which " + corrupted
                    + " may be corrupted (expected: more, so that a threshold exists)");
        }
        return new GraphPlan(clients, degree, threshold);
    }

    /** {@return whether everybody is everybody's neighbour} */
    public boolean isComplete() {
        return degree == clients - 1;
    }
}
