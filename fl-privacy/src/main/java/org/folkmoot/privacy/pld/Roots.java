package org.folkmoot.privacy.pld;

/**
 * Roots of unity in bit-reversed order: e^(-πi v(b)), where v(b) reads the bits of b behind the binary point, last bit first.
 * A longer table starts with the shorter one. Each is one product of two correctly rounded ones.
 */
final class Roots {
    private static final int LOW_BITS = 10;
    private static final int LOW = 1 << LOW_BITS;

    private static volatile Roots longest = new Roots(LOW);

    private final double[] re;
    private final double[] im;

    private Roots(int count) {
        re = new double[count];
        im = new double[count];
        for (int low = 0; low < LOW; low++) {
            re[low] = StrictMath.cos(StrictMath.PI * reversed(low));
            im[low] = -StrictMath.sin(StrictMath.PI * reversed(low));
        }
        for (int high = 1; high < count >> LOW_BITS; high++) {
            double angle = StrictMath.PI * reversed(high) / LOW;
            fill(high << LOW_BITS, StrictMath.cos(angle), -StrictMath.sin(angle));
        }
    }

    /** {@return a table of at least so many} */
    static Roots atLeast(int count) {
        Roots table = longest;
        if (table.re.length < count) {
            table = new Roots(Integer.highestOneBit(count - 1) << 1);
            longest = table;
        }
        return table;
    }

    double re(int block) {
        return re[block];
    }

    double im(int block) {
        return im[block];
    }

    private void fill(int from, double cos, double sin) {
        for (int low = 0; low < LOW; low++) {
            re[from + low] = re[low] * cos - im[low] * sin;
            im[from + low] = re[low] * sin + im[low] * cos;
        }
    }

    private static double reversed(int bits) {
        return (Integer.reverse(bits) >>> 1) * 0x1.0p-31;
    }
}
