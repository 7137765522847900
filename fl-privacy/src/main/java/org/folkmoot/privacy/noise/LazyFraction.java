package org.folkmoot.privacy.noise;

import java.math.BigInteger;

/** A uniform number of [0, 1) of which as many binary digits are drawn as somebody needs. */
final class LazyFraction {
    private final NoiseBits bits;
    private BigInteger digits;
    private int count;

    /** Starts with 62 digits that are drawn already. */
    LazyFraction(NoiseBits bits, long first62) {
        this.bits = bits;
        this.digits = BigInteger.valueOf(first62);
        this.count = ExpCoin.BITS;
    }

    /** Draws 62 more. */
    void extend() {
        digits = digits.shiftLeft(ExpCoin.BITS).or(BigInteger.valueOf(bits.next62()));
        count += ExpCoin.BITS;
    }

    /** {@return the digits so far, as a whole number} */
    BigInteger digits() {
        return digits;
    }

    /** {@return how many digits there are} */
    int count() {
        return count;
    }
}
