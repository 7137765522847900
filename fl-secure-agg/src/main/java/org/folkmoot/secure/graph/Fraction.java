package org.folkmoot.secure.graph;

/**
 * A share of clients, in hundredths of a percent, so that it is the same number on every machine.
 *
 * @param basisPoints in [0, 10000]
 */
public record Fraction(int basisPoints) implements Comparable<Fraction> {
    private static final int WHOLE = 10_000;

    /** Rejects what is no share. */
    public Fraction {
        if (basisPoints < 0 || basisPoints > WHOLE) {
            throw new IllegalArgumentException("basisPoints: " + basisPoints + " (expected: in [0, " + WHOLE + "])");
        }
    }

    /** {@return so many percent} */
    public static Fraction percent(int percent) {
        return new Fraction(Math.multiplyExact(percent, WHOLE / 100));
    }

    /** {@return how many of so many, rounded down} */
    public int floorOf(int clients) {
        return (int) ((long) clients * basisPoints / WHOLE);
    }

    /** {@return how many of so many, rounded up} */
    public int ceilingOf(int clients) {
        return (int) (((long) clients * basisPoints + WHOLE - 1) / WHOLE);
    }

    @Override
    public int compareTo(Fraction other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    @Override
    public String toString() {
        return basisPoints + "/" + WHOLE;
    }
}
