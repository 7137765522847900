package org.folkmoot.privacy.pld;

import java.util.List;
import org.folkmoot.privacy.accountant.Normal;

/**
 * The loss of telling one mixture of normal distributions from another: the Gaussian mechanism, sampled or not, in either
 * direction. The loss grows with the outcome, because the first mixture lies to the right of the second.
 *
 * @param deviation of all components
 * @param above means and weights of the first mixture, means >= 0
 * @param below means and weights of the second mixture, means <= 0
 */
record NormalPair(double deviation, List<Component> above, List<Component> below) implements LossSource {
    private static final int MOST_STEPS = 100;
    private static final double PRECISION = 1e-12;

    NormalPair {
        above = List.copyOf(above);
        below = List.copyOf(below);
    }

    /** One normal distribution of a mixture. */
    record Component(double weight, double mean) {}

    /** {@return from a sum with the unit to one without it} */
    static NormalPair removing(double rate, double deviation) {
        return new NormalPair(deviation, mixture(rate, 1), List.of(new Component(1, 0)));
    }

    /** {@return from a sum without the unit to one with it, seen in a mirror} */
    static NormalPair adding(double rate, double deviation) {
        return new NormalPair(deviation, List.of(new Component(1, 0)), mixture(rate, -1));
    }

    /** {@return from a sum with a unit to one with another; the same in both directions} */
    static NormalPair replacing(double rate, double deviation) {
        return new NormalPair(deviation, mixture(rate, 1), mixture(rate, -1));
    }

    private static List<Component> mixture(double rate, double mean) {
        return rate == 1
                ? List.of(new Component(1, mean))
                : List.of(new Component(1 - rate, 0), new Component(rate, mean));
    }

    @Override
    public double width(double logTail) {
        return loss(highest(logTail)) - loss(lowest(logTail));
    }

    @Override
    public LossDistribution on(double step, double logTail) {
        double low = lowest(logTail);
        double high = highest(logTail);
        int first = (int) Math.floor(loss(low) / step);
        int last = (int) Math.ceil(loss(high) / step) + 1;
        LossGrid grid = new LossGrid(step, first, last);
        grid.addAt(first, mass(above, low, -1));
        grid.addInfinite(mass(above, high, 1));
        fill(grid, first, low, high);
        return grid.build();
    }

    private void fill(LossGrid grid, int first, double low, double high) {
        double highest = loss(high);
        Cell cell = new Cell(low);
        for (int index = first; cell.from < high; index++) {
            double end = grid.loss(index + 1);
            cell.moveTo(end >= highest ? high : outcome(end, cell.from, high));
            double growth = StrictMath.exp(grid.loss(index));
            grid.add(index, cell.mass(above, 0), cell.mass(below, above.size()) * growth);
        }
    }

    /** An interval of outcomes that moves to the right; what is known at its end is kept for the next start. */
    private final class Cell {
        private double[] startTails = new double[above.size() + below.size()];
        private double[] endTails = new double[above.size() + below.size()];
        private boolean startRight;
        private boolean endRight;
        private double from;

        Cell(double at) {
            moveTo(at);
        }

        /** Starts where it ended and ends here. To the right of the middle upper tails are kept, else lower ones. */
        void moveTo(double to) {
            double[] free = startTails;
            startTails = endTails;
            endTails = free;
            startRight = endRight;
            endRight = to >= 0.5;
            from = to;
            fillTails(to);
            if (endRight && !startRight) {
                for (int i = 0; i < startTails.length; i++) {
                    startTails[i] = 1 - startTails[i];
                }
            }
        }

        private void fillTails(double to) {
            double sign = endRight ? 1 : -1;
            int i = 0;
            for (Component each : above) {
                endTails[i++] = Normal.tail(sign * (to - each.mean) / deviation);
            }
            for (Component each : below) {
                endTails[i++] = Normal.tail(sign * (to - each.mean) / deviation);
            }
        }

        double mass(List<Component> mixture, int offset) {
            double sum = 0;
            for (int i = 0; i < mixture.size(); i++) {
                double difference = startTails[offset + i] - endTails[offset + i];
                sum += mixture.get(i).weight * (endRight ? difference : -difference);
            }
            return sum;
        }
    }

    /** {@return the privacy loss of this outcome} */
    double loss(double outcome) {
        return logMoment(above, outcome) - logMoment(below, outcome);
    }

    private double lowest(double logTail) {
        return above.stream().mapToDouble(Component::mean).min().orElseThrow() - deviations(logTail) * deviation;
    }

    private double highest(double logTail) {
        return above.stream().mapToDouble(Component::mean).max().orElseThrow() + deviations(logTail) * deviation;
    }

    /** The tail beyond t is below e^(-t²/2). */
    private static double deviations(double logTail) {
        return StrictMath.sqrt(-2 * logTail);
    }

    /** {@return the outcome of this loss, within the bounds} Newton's method, kept in a bracket. */
    private double outcome(double loss, double low, double high) {
        double left = low;
        double right = high;
        double at = low;
        for (int step = 0; step < MOST_STEPS; step++) {
            double missing = loss - loss(at);
            if (missing > 0) {
                left = at;
            } else {
                right = at;
            }
            double next = at + missing / slope(at);
            if (!(next > left && next < right)) {
                next = left + (right - left) / 2;
            }
            if (Math.abs(next - at) <= PRECISION * Math.max(deviation, Math.abs(at))) {
                return next;
            }
            at = next;
        }
        return at;
    }

    private double slope(double outcome) {
        return (tiltedMean(above, outcome) - tiltedMean(below, outcome)) / (deviation * deviation);
    }

    /** {@return the logarithm of the mixture's density over that of N(0, deviation²)} */
    private double logMoment(List<Component> mixture, double outcome) {
        if (mixture.size() == 1) {
            return exponent(mixture.get(0), outcome);
        }
        double largest = largest(mixture, outcome);
        if (largest < 1) {
            double sum = 0;
            for (Component each : mixture) {
                sum += each.weight * StrictMath.expm1(exponent(each, outcome));
            }
            return StrictMath.log1p(sum);
        }
        double sum = 0;
        for (Component each : mixture) {
            sum += each.weight * StrictMath.exp(exponent(each, outcome) - largest);
        }
        return largest + StrictMath.log(sum);
    }

    private double tiltedMean(List<Component> mixture, double outcome) {
        double largest = largest(mixture, outcome);
        double sum = 0;
        double weights = 0;
        for (Component each : mixture) {
            double weight = each.weight * StrictMath.exp(exponent(each, outcome) - largest);
            weights += weight;
            sum += weight * each.mean;
        }
        return sum / weights;
    }

    private double largest(List<Component> mixture, double outcome) {
        double largest = Double.NEGATIVE_INFINITY;
        for (Component each : mixture) {
            largest = Math.max(largest, exponent(each, outcome));
        }
        return largest;
    }

    private double exponent(Component component, double outcome) {
        return component.mean * (2 * outcome - component.mean) / (2 * deviation * deviation);
    }

    /** {@return the probability beyond the outcome, above it for sign 1, below it for -1} */
    private double mass(List<Component> mixture, double outcome, int sign) {
        double sum = 0;
        for (Component each : mixture) {
            sum += each.weight * Normal.tail(sign * (outcome - each.mean) / deviation);
        }
        return sum;
    }
}
