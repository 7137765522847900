package org.folkmoot.api;

/**
 * One try at a round. A round that is abandoned is tried again under the next attempt number; only one attempt of a
 * round can ever commit.
 *
 * @param round the round, counted from 1
 * @param attempt the try at this round, counted from 1
 */
public record AttemptId(int round, int attempt) implements Comparable<AttemptId> {
    /** Rejects numbers below 1. */
    public AttemptId {
        if (round < 1) {
            throw new IllegalArgumentException("round: " + round + " (expected: >= 1)");
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 1)");
        }
    }

    /** {@return the first attempt at this round} */
    public static AttemptId first(int round) {
        return new AttemptId(round, 1);
    }

    /** {@return the next try at the same round} */
    public AttemptId retry() {
        return new AttemptId(round, attempt + 1);
    }

    @Override
    public int compareTo(AttemptId other) {
        int byRound = Integer.compare(round, other.round);
        return byRound != 0 ? byRound : Integer.compare(attempt, other.attempt);
    }

    @Override
    public String toString() {
        return round + "." + attempt;
    }
}
