package org.folkmoot.privacy.pld;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The loss of many independent mechanisms: the convolution of their losses, read where it matters.
 *
 * <p>The Fourier transform of a long convolution has a rounding error that is small beside the largest mass but not beside
 * the tail that decides an epsilon at a tiny delta. So every distribution is tilted first: mass times e^(θ loss), scaled to
 * sum up to one. Convolution keeps tilts, θ is chosen such that the bulk of the tilted sum lies at the epsilon looked
 * for, and the tilt is taken back in the logarithm when tails are added up.
 *
 * <p>The vector holds a window around that bulk. Chernoff's bound of the true mass above the window counts as infinite; what
 * lies above comes in again at its bottom, which can only add to delta. What lies below comes in at its top with a weight too
 * small, which is harmless only as long as it is below the epsilon looked for: an answer below the window is no answer, and
 * is looked for again with a smaller tilt, at last without any. For rounding, {@link #margin} is taken off the delta that may
 * be used, and {@link LossWindow} adds what a mass may be off.
 *
 * <p>Source: Koskela, Jälkö and Honkela 2020 (Fourier accountant); Gopi, Lee and Wutschitz 2021 (windows). The tilt is the
 * exponential change of measure of Cramér 1938.
 */
final class LossSum {
    private static final int LEAST_LENGTH = 16;
    private static final long MOST_LENGTH = 1 << 23;
    private static final int SEARCH_STEPS = 24;
    private static final double LEAST_LOG = -700;

    /** What lies so many powers of e below the bulk has rounding errors worth looking again for. */
    private static final double MOST_AMPLIFIED = 8;

    private static final int MOST_ATTEMPTS = 4;

    private static final double LOG_NEGLIGIBLE = StrictMath.log(1e-10);
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;

    private final List<Part> parts;
    private final List<LossPoints> coarse;
    private final double step;
    private final double infinite;
    private final long count;

    LossSum(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.coarse = parts.stream().map(part -> LossPoints.of(part.loss)).toList();
        this.step = parts.get(0).loss.step();
        double logFinite = 0;
        long all = 0;
        for (Part part : parts) {
            logFinite += part.count * StrictMath.log1p(-part.loss.atInfinity());
            all += part.count;
        }
        this.infinite = -StrictMath.expm1(logFinite);
        this.count = all;
    }

    /** The same loss, so many times. */
    record Part(LossDistribution loss, long count) {}

    /**
     * An answer, and how steep the problem is there.
     *
     * @param value epsilon or delta
     * @param tilt the θ that was used
     */
    record Answer(double value, double tilt) {}

    /** {@return the epsilon at this delta} */
    Answer epsilon(double delta) {
        double target = delta * (1 - margin()) - infinite;
        if (target <= 0) {
            return new Answer(Double.POSITIVE_INFINITY, 0);
        }
        double logTarget = StrictMath.log(target);
        double tilt = tilt(tilted -> tilted.logTail() > logTarget);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            LossWindow window = window(tilt, logTarget);
            double epsilon = window.epsilon(logTarget);
            boolean near = tilt * (window.centre() - epsilon) <= MOST_AMPLIFIED;
            if (window.holds(epsilon) && (near || attempt > 0)) {
                return new Answer(epsilon, tilt);
            }
            tilt = tilt(tilted -> tilted.cumulants().mean() < epsilon);
        }
        return new Answer(window(0, logTarget).epsilon(logTarget), 0);
    }

    /** {@return the delta at this epsilon} */
    Answer delta(double epsilon) {
        double tilt = tilt(tilted -> tilted.cumulants().mean() < epsilon);
        double logBound = StrictMath.min(0, logChernoff(epsilon));
        double finite = logBound < LEAST_LOG ? 0 : window(tilt, logBound).delta(epsilon) * (1 + margin());
        return new Answer(StrictMath.min(1, infinite + finite), tilt);
    }

    /** {@return a bound of the delta at this epsilon that costs little} */
    double deltaAtMost(double epsilon) {
        return infinite + StrictMath.exp(logChernoff(epsilon));
    }

    /** {@return whether delta at this epsilon is at most this, as far as the cheap bound can tell} */
    boolean isSurelyWithin(double epsilon, double delta) {
        return deltaAtMost(epsilon) <= delta * (1 - margin());
    }

    private double margin() {
        return 1e-10 + 1e-14 * count;
    }

    private Cumulants exactly(double tilt) {
        Cumulants sum = Cumulants.ZERO;
        for (Part part : parts) {
            sum = sum.plus(part.count, part.loss.cumulants(tilt));
        }
        return sum;
    }

    /** At positive tilts the logarithm is an upper bound. */
    private Cumulants about(double tilt) {
        Cumulants sum = Cumulants.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            sum = sum.plus(parts.get(i).count, coarse.get(i).cumulants(tilt));
        }
        return sum;
    }

    /**
     * {@return the largest tilt, to a thousandth, that this finds too small} The mean of the tilted sum grows with it; a sum that
     * is all at one point, the highest, is not tilted any further.
     */
    private double tilt(Predicate<Tilted> tooSmall) {
        if (!isTooSmall(tooSmall, 0)) {
            return 0;
        }
        double high = 1;
        while (about(high).variance() > step * step && isTooSmall(tooSmall, high)) {
            high *= 2;
        }
        double low = 0;
        while (high - low > 1e-3 * high) {
            double middle = low + (high - low) / 2;
            if (isTooSmall(tooSmall, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isTooSmall(Predicate<Tilted> tooSmall, double tilt) {
        return tooSmall.test(new Tilted(tilt, about(tilt)));
    }

    private record Tilted(double tilt, Cumulants cumulants) {
        /** {@return about the logarithm of the probability of a sum above the mean of the tilted one} */
        double logTail() {
            return cumulants.log() - tilt * cumulants.mean();
        }
    }

    /** {@return a bound of the logarithm of delta without the infinite losses; E[(1 - e^(ε-S))+] by a power of e^S} */
    private double logChernoff(double epsilon) {
        return least(
                1e-4, 1e5, t -> about(t).log() - t * epsilon + t * StrictMath.log(t) - (1 + t) * StrictMath.log1p(t));
    }

    private LossWindow window(double tilt, double logTarget) {
        Cumulants exact = exactly(tilt);
        double deviation = StrictMath.max(StrictMath.sqrt(exact.variance()), step);
        double logAbove = logTarget + LOG_NEGLIGIBLE;
        double atTilt = about(tilt).log();
        double near = 0.01 / deviation;
        double far = 100 / deviation;
        double above = StrictMath.max(
                least(near, far, s -> (about(tilt + s).log() - logAbove) / (tilt + s)),
                least(near, far, s -> (about(tilt + s).log() - atTilt - LOG_NEGLIGIBLE) / s));
        double below = -least(near, far, s -> (about(tilt - s).log() - atTilt - LOG_NEGLIGIBLE) / s);
        double highest = StrictMath.min(sum(LossDistribution::last), above / step);
        double lowest = StrictMath.max(sum(LossDistribution::first), below / step);
        long from = (long) StrictMath.floor(lowest) - 1;
        long length = StrictMath.max(LEAST_LENGTH, (long) StrictMath.ceil(highest) + 2 - from);
        if (length <= MOST_LENGTH) {
            return convolve(tilt, exact, from, length, logAbove);
        }
        double end = (from + MOST_LENGTH) * step;
        double logCut = least(1e-4, 1e5, t -> about(t).log() - t * end);
        return convolve(tilt, exact, from, MOST_LENGTH, logCut);
    }

    private double sum(ToDoubleFunction<LossDistribution> index) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.count * index.applyAsDouble(part.loss);
        }
        return sum;
    }

    private LossWindow convolve(double tilt, Cumulants exact, long from, long length, double logTail) {
        int size = Integer.highestOneBit((int) length - 1) << 1;
        RealSpectrum product = null;
        for (Part part : parts) {
            double[] tilted = new double[size];
            part.loss.addTilted(tilt, part.loss.cumulants(tilt).log(), tilted);
            RealSpectrum spectrum = RealSpectrum.of(tilted);
            spectrum.power(part.count);
            if (product == null) {
                product = spectrum;
            } else {
                product.multiply(spectrum);
            }
        }
        if (product == null) {
            throw new AssertionError("a sum has a part");
        }
        return new LossWindow(product.toValues(), count, step, from, tilt, exact, logTail);
    }

    /** {@return the least value that golden section finds on a logarithmic scale; each value is a bound} */
    private static double least(double from, double to, DoubleUnaryOperator bound) {
        double low = StrictMath.log(from);
        double high = StrictMath.log(to);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = bound.applyAsDouble(StrictMath.exp(left));
        double atRight = bound.applyAsDouble(StrictMath.exp(right));
        for (int step = 0; step < SEARCH_STEPS; step++) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = bound.applyAsDouble(StrictMath.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = bound.applyAsDouble(StrictMath.exp(right));
            }
        }
        return StrictMath.min(atLeft, atRight);
    }
}
