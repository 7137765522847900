package org.folkmoot.privacy.noise;

/**
 * Draws from the discrete Laplace distribution, exactly: P(k) is proportional to e^(-|k|/t), over all integers.
 *
 * <p>A uniform U below t kept with probability e^(-U/t), plus t times a geometric V, with a sign; minus zero is thrown away so that
 * zero does not count twice.
 *
 * <p>Source: Canonne, Kamath and Steinke 2020, Algorithm 2.
 *
 * @param scale t, in [1, 2^31]
 */
record TwoSidedGeometricDraw(long scale) {
    long next(NoiseBits bits) {
        while (true) {
            long below = bits.nextBelow(scale);
            if (!ExpCoin.flip(below, scale, bits)) {
                continue;
            }
            long whole = 0;
            while (ExpCoin.flip(1, 1, bits)) {
                whole++;
            }
            long magnitude = below + scale * whole;
            boolean negative = bits.nextCoin();
            if (!negative || magnitude != 0) {
                return negative ? -magnitude : magnitude;
            }
        }
    }
}
