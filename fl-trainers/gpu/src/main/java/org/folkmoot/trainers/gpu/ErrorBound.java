package org.folkmoot.trainers.gpu;

/**
 * How far computed squared distances may lie from the true ones of the given float32 values.
 *
 * <p>Throughout, u is the unit roundoff (2^-24 for float32, 2^-53 for float64) and γ(k) = ku / (1 - ku): a product of k
 * factors (1 + δ), |δ| <= u, lies within 1 ± γ(k) (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §3.1,
 * lemma 3.1). Squares are not negative, so an error relative to each term is one relative to the sum.
 *
 * <p><b>Strict path.</b> t = x - y in double has one rounding (float32 differences may need more than 53 bits), which
 * the square doubles; the product has one; a term then passes through at most d additions: d + 3 factors. Nothing
 * underflows: the least difference that is not 0 is 2^-149, its square 2^-298. So relative = γ(d + 3), absolute = 0.
 *
 * <p><b>On the card.</b> Sums of slabs of S = {@link #SLAB} columns are made in float32, s = fma(t, t, s). t has one
 * rounding, doubled by the square, and none where it is subnormal, since a float32 difference below 2^-126 is exact
 * (ibid., §2.6, theorem 2.4 gives the underflow model). The term then passes through at most S fused operations: S + 2
 * factors with u = 2^-24. A fused operation whose result is subnormal adds at most 2^-150; d of them, each grown by later
 * factors below (1 + u)^S < 2, at most d 2^-149. The m = ⌈d / S⌉ partial sums are added in double: m further factors with
 * u = 2^-53. So relative = (1 + γ₂₄(S + 2)) (1 + γ₅₃(m)) - 1, absolute = d 2^-149 (1 + γ₅₃(m)) <= d 2^-148. What
 * overflows is infinite, and an infinite value has an infinite bound.
 *
 * @param relative ρ: the computed value is D(1 + θ) + η with |θ| <= ρ
 * @param absolute α: and |η| <= α
 */
record ErrorBound(double relative, double absolute) {
    /** Columns that are summed in float32 before double takes over. */
    static final int SLAB = 256;

    private static final double FLOAT = 0x1p-24;
    private static final double DOUBLE = 0x1p-53;
    /** Covers the roundings of computing a bound itself: fewer than ten, each below 2^-52. */
    private static final double ROUND_UP = 1 + 0x1p-48;

    /** {@return γ(k) in double arithmetic, rounded up} */
    static double gamma(long factors) {
        return gamma(factors, DOUBLE);
    }

    private static double gamma(long factors, double u) {
        double ku = factors * u;
        return ku / (1 - ku) * ROUND_UP;
    }

    static ErrorBound ofStrict(int columns) {
        return new ErrorBound(gamma(columns + 3L), 0);
    }

    static ErrorBound ofCard(int columns) {
        long slabs = (columns + SLAB - 1L) / SLAB;
        double relative = ((1 + gamma(SLAB + 2L, FLOAT)) * (1 + gamma(slabs)) - 1) * ROUND_UP + 0x1p-51;
        return new ErrorBound(relative, columns * 0x1p-148);
    }

    /**
     * {@return how far the true distance may lie from this computed one} From C = D(1 + θ) + η follows |C - D| <= ρD + α
     * and D <= (C + α) / (1 - ρ), hence |C - D| <= (ρC + α) / (1 - ρ).
     */
    double around(double computed) {
        if (!Double.isFinite(computed)) {
            return Double.POSITIVE_INFINITY;
        }
        return (relative * computed + absolute) / (1 - relative) * ROUND_UP;
    }

    /** {@return the least value that a computation with this bound can give where the truth is at least this} */
    double least(double truth) {
        return truth <= 0 ? 0 : Math.max(0, truth * (1 - relative) * (1 - 0x1p-48) - absolute);
    }

    /** {@return the greatest value that a computation with this bound can give where the truth is at most this} */
    double greatest(double truth) {
        return truth * (1 + relative) * ROUND_UP + absolute;
    }
}
