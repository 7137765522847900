package org.folkmoot.privacy.pld;

/**
 * A mechanism that is one or the other by a coin that everybody sees.
 *
 * @param usual what it is mostly
 * @param other what it is else
 * @param share probability of the other
 */
record MixedSource(LossSource usual, LossSource other, double share) implements LossSource {
    @Override
    public LossDistribution on(double step, double logTail) {
        return usual.on(step, logTail).mixedWith(other.on(step, logTail), share);
    }

    @Override
    public double width(double logTail) {
        return Math.max(usual.width(logTail), other.width(logTail));
    }
}
