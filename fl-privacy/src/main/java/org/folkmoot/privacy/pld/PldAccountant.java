package org.folkmoot.privacy.pld;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.privacy.accountant.Losses;

/**
 * Counts by privacy loss distributions: practically exact, from above.
 *
 * <p>A mechanism is described by the distribution of its privacy loss ({@link LossSource}), in each of the two directions
 * between neighbours, for they differ; composing mechanisms adds independent losses up. The loss of each is put on a grid
 * such that delta can only grow ({@link LossGrid}), the grids are convolved ({@link LossSum}), and the epsilon is read off
 * the worse direction.
 *
 * <p>The step of the grid follows from the error that it may make: splitting mass between two points adds at most a quarter
 * of the squared step to the variance of one loss, which at a tilt θ raises epsilon by (θ + 1)/2 times what is added in all.
 *
 * <p>Source: Sommer, Meiser and Mohammadi 2019; Doroshenko et al. 2022.
 */
public final class PldAccountant implements PrivacyAccountant {
    /** Id with version. */
    public static final String ID = "folkmoot/pld/1";

    private static final double TOLERANCE = 4e-5;
    private static final double FIRST_POINTS = 4000;
    private static final double MOST_POINTS = 2e6;
    private static final double LEAST_STEP = 1e-9;
    private static final double MOST_STEP = 0.05;
    private static final int MOST_REFINEMENTS = 6;
    private static final double LOG_TAIL = StrictMath.log(1e-8);
    private static final double LEAST_LOG_TAIL = -600;
    private static final int CACHED = 64;

    private final OptionalDouble step;
    private final Map<OnGrid, LossDistribution> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OnGrid, LossDistribution> eldest) {
            return size() > CACHED;
        }
    };

    private PldAccountant(OptionalDouble step) {
        this.step = step;
    }

    /** {@return an accountant whose grid is fine enough for an error of 4e-5} */
    public static PldAccountant create() {
        return new PldAccountant(OptionalDouble.empty());
    }

    /** {@return one with this grid, to compare with others of the same; coarser is looser, never wrong} */
    public static PldAccountant withStep(double step) {
        if (!(step >= LEAST_STEP && step <= 1)) {
            throw new IllegalArgumentException("step: " + step + " (expected: in [" + LEAST_STEP + ", 1])");
        }
        return new PldAccountant(OptionalDouble.of(step));
    }

    private record OnGrid(LossSource source, double step, double logTail) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean supports(PrivateRelease release) {
        try {
            LossSources.of(release);
            return true;
        } catch (UnsupportedEventException e) {
            return false;
        }
    }

    @Override
    public PrivacyLoss epsilon(PrivateRelease release, double delta) {
        requireNonNull(release, "release");
        LossSources sources = LossSources.of(release);
        return Losses.of(release, sources.removing().isEmpty() ? 0 : epsilon(sources, delta), delta, ID);
    }

    private double epsilon(LossSources sources, double delta) {
        if (delta == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double logTail = logTail(sources, delta);
        double grid = step.orElseGet(() -> firstStep(sources, logTail));
        LossSum.Answer answer = sum(sources.removing(), grid, logTail).epsilon(delta);
        for (int i = 0; i < MOST_REFINEMENTS && step.isEmpty(); i++) {
            double wanted = finerStep(sources, logTail, answer.tilt());
            if (wanted > 0.8 * grid || Double.isInfinite(answer.value())) {
                break;
            }
            grid = wanted;
            answer = sum(sources.removing(), grid, logTail).epsilon(delta);
        }
        if (sources.isSymmetric()) {
            return answer.value();
        }
        LossSum other = sum(sources.adding(), grid, logTail);
        return other.isSurelyWithin(answer.value(), delta)
                ? answer.value()
                : Math.max(answer.value(), other.epsilon(delta).value());
    }

    @Override
    public double delta(PrivateRelease release, double epsilon) {
        requireNonNull(release, "release");
        LossSources sources = LossSources.of(release);
        if (sources.removing().isEmpty()) {
            return 0;
        }
        double logTail = logTail(sources, deltaAtMost(sources, epsilon));
        double grid = step.orElseGet(() -> firstStep(sources, logTail));
        LossSum.Answer answer = sum(sources.removing(), grid, logTail).delta(epsilon);
        for (int i = 0; i < MOST_REFINEMENTS && step.isEmpty(); i++) {
            double wanted = finerStep(sources, logTail, answer.tilt());
            if (wanted > 0.8 * grid) {
                break;
            }
            grid = wanted;
            answer = sum(sources.removing(), grid, logTail).delta(epsilon);
        }
        return sources.isSymmetric()
                ? answer.value()
                : Math.max(
                        answer.value(),
                        sum(sources.adding(), grid, logTail).delta(epsilon).value());
    }

    /** A bound that costs little, from a coarse grid that goes far out. */
    private double deltaAtMost(LossSources sources, double epsilon) {
        double coarse = firstStep(sources, LEAST_LOG_TAIL);
        double removing = sum(sources.removing(), coarse, LEAST_LOG_TAIL).deltaAtMost(epsilon);
        double adding = sum(sources.adding(), coarse, LEAST_LOG_TAIL).deltaAtMost(epsilon);
        return StrictMath.min(1, StrictMath.max(Double.MIN_NORMAL, StrictMath.max(removing, adding)));
    }

    /** All that is cut off together is negligible beside delta. */
    private static double logTail(LossSources sources, double delta) {
        return StrictMath.max(
                LEAST_LOG_TAIL, StrictMath.log(delta) - StrictMath.log((double) count(sources)) + LOG_TAIL);
    }

    private static double firstStep(LossSources sources, double logTail) {
        return Math.min(Math.max(width(sources, logTail) / FIRST_POINTS, LEAST_STEP), MOST_STEP);
    }

    private static double width(LossSources sources, double logTail) {
        double width = 0;
        for (LossSource source : sources.removing().keySet()) {
            width = Math.max(width, source.width(logTail));
        }
        return width;
    }

    private static double finerStep(LossSources sources, double logTail, double tilt) {
        double byVariance = StrictMath.sqrt(8 * TOLERANCE / (count(sources) * (tilt + 1)));
        double wanted = Math.min(byVariance, 0.1 / (tilt + 1));
        return Math.max(wanted, Math.max(LEAST_STEP, width(sources, logTail) / MOST_POINTS));
    }

    private static long count(LossSources sources) {
        long count = 0;
        for (long each : sources.removing().values()) {
            count = Math.addExact(count, each);
        }
        return count;
    }

    private LossSum sum(Map<LossSource, Long> sources, double grid, double logTail) {
        List<LossSum.Part> parts = new ArrayList<>();
        sources.forEach((source, count) -> parts.add(new LossSum.Part(on(source, grid, logTail), count)));
        return new LossSum(parts);
    }

    private synchronized LossDistribution on(LossSource source, double grid, double logTail) {
        return cache.computeIfAbsent(new OnGrid(source, grid, logTail), key -> source.on(grid, logTail));
    }
}
