package org.folkmoot.privacy.pld;

/**
 * The discrete Fourier transform of a real vector whose length n is a power of two, as n/2 complex numbers, the same bits on
 * every JVM.
 *
 * <p>The vector is folded into n/2 complex numbers, z_j = x_2j + i x_2j+1, and transformed by splitting polynomials modulo
 * x^2h - w² into those modulo x^h - w and x^h + w. So each block has one root of unity, the inner loop runs over contiguous
 * memory, and the coefficients come out in bit-reversed order, which a pointwise power does not mind. The conjugate of the
 * coefficient at position p is in the block of the same leading bit, at p with all lower bits inverted.
 *
 * <p>Source: Bernstein 2001, "Multidigit multiplication for mathematicians", §2 to §4 (the splitting).
 */
final class RealSpectrum {
    private static final int SMALL = 2048;

    private final double[] re;
    private final double[] im;
    private final Roots roots;

    private RealSpectrum(double[] re, double[] im, Roots roots) {
        this.re = re;
        this.im = im;
        this.roots = roots;
    }

    /** {@return the spectrum of this vector} */
    static RealSpectrum of(double[] values) {
        int half = values.length / 2;
        double[] re = new double[half];
        double[] im = new double[half];
        for (int j = 0; j < half; j++) {
            re[j] = values[2 * j];
            im[j] = values[2 * j + 1];
        }
        RealSpectrum spectrum = new RealSpectrum(re, im, Roots.atLeast(half));
        spectrum.split(0, half, 0);
        spectrum.unfold();
        return spectrum;
    }

    /** Raises each coefficient to this power. */
    void power(long exponent) {
        re[0] = power(re[0], exponent);
        im[0] = power(im[0], exponent);
        for (int p = 1; p < re.length; p++) {
            power(p, exponent);
        }
    }

    /** Multiplies with the other spectrum, coefficient by coefficient. */
    void multiply(RealSpectrum other) {
        re[0] *= other.re[0];
        im[0] *= other.im[0];
        for (int p = 1; p < re.length; p++) {
            double real = re[p] * other.re[p] - im[p] * other.im[p];
            im[p] = re[p] * other.im[p] + im[p] * other.re[p];
            re[p] = real;
        }
    }

    /** {@return the vector of this spectrum, which is used up} */
    double[] toValues() {
        fold();
        join(0, re.length, 0);
        double scale = 1.0 / re.length;
        double[] values = new double[2 * re.length];
        for (int j = 0; j < re.length; j++) {
            values[2 * j] = re[j] * scale;
            values[2 * j + 1] = im[j] * scale;
        }
        return values;
    }

    private static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    private void power(int p, long exponent) {
        double real = 1;
        double imaginary = 0;
        double squareRe = re[p];
        double squareIm = im[p];
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                double next = real * squareRe - imaginary * squareIm;
                imaginary = real * squareIm + imaginary * squareRe;
                real = next;
            }
            double next = squareRe * squareRe - squareIm * squareIm;
            squareIm = 2 * squareRe * squareIm;
            squareRe = next;
        }
        re[p] = real;
        im[p] = imaginary;
    }

    /** Depth first, so that all but the largest blocks stay in the processor's cache. */
    private void split(int from, int length, int block) {
        int half = length / 2;
        if (half == 0) {
            return;
        }
        splitOnce(from, half, block);
        if (half >= SMALL) {
            split(from, half, 2 * block);
            split(from + half, half, 2 * block + 1);
            return;
        }
        int first = 2 * block;
        for (int size = half / 2, blocks = 2; size > 0; size /= 2, blocks *= 2, first *= 2) {
            for (int b = 0; b < blocks; b++) {
                splitOnce(from + b * 2 * size, size, first + b);
            }
        }
    }

    private void splitOnce(int from, int half, int block) {
        double wr = roots.re(block);
        double wi = roots.im(block);
        for (int low = from, high = from + half; low < from + half; low++, high++) {
            double tr = re[high] * wr - im[high] * wi;
            double ti = re[high] * wi + im[high] * wr;
            re[high] = re[low] - tr;
            im[high] = im[low] - ti;
            re[low] += tr;
            im[low] += ti;
        }
    }

    private void join(int from, int length, int block) {
        int half = length / 2;
        if (half == 0) {
            return;
        }
        if (half >= SMALL) {
            join(from, half, 2 * block);
            join(from + half, half, 2 * block + 1);
        } else {
            int blocks = half;
            for (int size = 1; size < half; size *= 2, blocks /= 2) {
                int first = block * blocks;
                for (int b = 0; b < blocks; b++) {
                    joinOnce(from + b * 2 * size, size, first + b);
                }
            }
        }
        joinOnce(from, half, block);
    }

    private void joinOnce(int from, int half, int block) {
        double wr = roots.re(block);
        double wi = -roots.im(block);
        for (int low = from, high = from + half; low < from + half; low++, high++) {
            double dr = re[low] - re[high];
            double di = im[low] - im[high];
            re[low] += re[high];
            im[low] += im[high];
            re[high] = dr * wr - di * wi;
            im[high] = dr * wi + di * wr;
        }
    }

    /** From the transform of the folded vector to that of the vector; position 0 holds the first and the middle one. */
    private void unfold() {
        double first = re[0];
        re[0] = first + im[0];
        im[0] = first - im[0];
        for (int p = 1; p < re.length; p++) {
            int q = p ^ (Integer.highestOneBit(p) - 1);
            if (p <= q) {
                unfold(p, q);
            }
        }
    }

    private void unfold(int p, int q) {
        double evenRe = (re[p] + re[q]) / 2;
        double evenIm = (im[p] - im[q]) / 2;
        double oddRe = (im[p] + im[q]) / 2;
        double oddIm = (re[q] - re[p]) / 2;
        double wr = roots.re(p);
        double wi = roots.im(p);
        double tr = oddRe * wr - oddIm * wi;
        double ti = oddRe * wi + oddIm * wr;
        re[p] = evenRe + tr;
        im[p] = evenIm + ti;
        re[q] = evenRe - tr;
        im[q] = ti - evenIm;
    }

    private void fold() {
        double first = re[0];
        re[0] = (first + im[0]) / 2;
        im[0] = (first - im[0]) / 2;
        for (int p = 1; p < re.length; p++) {
            int q = p ^ (Integer.highestOneBit(p) - 1);
            if (p <= q) {
                fold(p, q);
            }
        }
    }

    private void fold(int p, int q) {
        double evenRe = (re[p] + re[q]) / 2;
        double evenIm = (im[p] - im[q]) / 2;
        double tr = (re[p] - re[q]) / 2;
        double ti = (im[p] + im[q]) / 2;
        double wr = roots.re(p);
        double wi = -roots.im(p);
        double oddRe = tr * wr - ti * wi;
        double oddIm = tr * wi + ti * wr;
        re[p] = evenRe - oddIm;
        im[p] = evenIm + oddRe;
        re[q] = evenRe + oddIm;
        im[q] = oddRe - evenIm;
    }
}
