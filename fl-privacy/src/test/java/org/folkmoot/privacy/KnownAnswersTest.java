package org.folkmoot.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.privacy.Vectors.Row;
import org.folkmoot.privacy.accountant.Calibration;
import org.folkmoot.privacy.accountant.GaussianAccountant;
import org.folkmoot.privacy.accountant.RdpAccountant;
import org.folkmoot.privacy.accountant.ZcdpAccountant;
import org.folkmoot.privacy.clipping.AdaptiveQuantileClipping;
import org.folkmoot.privacy.distributed.ConditionalRounding;
import org.folkmoot.privacy.distributed.SharePlan;
import org.folkmoot.privacy.noise.DiscreteGaussianLaw;
import org.folkmoot.privacy.pld.PldAccountant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every value of {@code vectors/dp.json}; what is below the sound minimum is a privacy bug, whatever the tolerance says. */
class KnownAnswersTest {
    private static final NeighboringRelation ADD = NeighboringRelation.ADD_OR_REMOVE_ONE;
    private static final NeighboringRelation REPLACE = NeighboringRelation.REPLACE_ONE;
    private static final PrivacyAccountant PLD = PldAccountant.withStep(1e-4);

    @TestFactory
    Stream<DynamicTest> givesTheKnownAnswer() {
        return Vectors.rows().stream()
                .filter(row -> !row.mechanism().endsWith("only"))
                .map(row -> DynamicTest.dynamicTest(row.id() + " " + row.quantity() + " " + row.mechanism(), () -> {
                    double actual = answer(row);

                    double tolerance = tolerance(row);
                    assertThat(actual)
                            .as("%s %s (%s)", row.mechanism(), row.parameters(), row.source())
                            .isCloseTo(row.expectedValue(), within(tolerance));
                    if (!row.soundMin().isEmpty()) {
                        double soundMin = Double.parseDouble(row.soundMin());
                        assertThat(actual).isGreaterThanOrEqualTo(soundMin * (1 - 1e-9));
                    }
                }));
    }

    private static double tolerance(Row row) {
        String text = row.tolerance();
        if (text.startsWith("rel")) {
            return Math.abs(row.expectedValue()) * Double.parseDouble(text.split("[ (]", -1)[1]);
        }
        if (text.startsWith("abs")) {
            return Double.parseDouble(text.replace(";", "").split("[ (]", -1)[1]);
        }
        return text.equals("exact") ? 0 : 1e-3;
    }

    private static double answer(Row row) {
        return switch (row.quantity()) {
            case "epsilon" -> epsilon(row);
            case "delta" -> delta(row);
            case "rdp" -> rdp(row);
            case "sigma" -> sigma(row);
            case "noise_multiplier" -> noise(row);
            case "rounds" -> rounds(row);
            case "clients_per_round" -> cohort(row);
            case "variance" -> new DiscreteGaussianLaw(row.number("sigma_squared")).actualVariance();
            case "probability" ->
                new DiscreteGaussianLaw(row.number("sigma_squared")).probability((long) row.number("k"));
            case "rho" -> rho(row);
            case "l2_bound" ->
                ConditionalRounding.of(row.number("scaled_l2_clip"), (int) row.number("dim"), row.number("beta"))
                        .bound();
            case "scale" ->
                SharePlan.scale(
                        (int) row.number("bits"),
                        (int) row.number("clients"),
                        row.number("l2_clip"),
                        row.number("local_stddev"),
                        (int) row.number("dim"),
                        row.number("k_stddevs"),
                        row.number("rho"));
            default -> throw new AssertionError("no way to answer " + row);
        };
    }

    private static double epsilon(Row row) {
        String mechanism = row.mechanism();
        if (mechanism.equals("gaussian_analytic")) {
            return GaussianAccountant.create()
                    .epsilon(release(ADD, gaussian(row)), row.deltaValue())
                    .epsilon();
        }
        if (mechanism.equals("zcdp_to_eps")) {
            PrivacyAccountant accountant =
                    row.parameters().getOrDefault("orders", "").startsWith("1.1")
                            ? rdp(row.parameters().get("orders"))
                            : ZcdpAccountant.create();
            return accountant
                    .epsilon(release(ADD, new DpEvent.ZeroConcentrated(row.number("rho"))), row.deltaValue())
                    .epsilon();
        }
        if (mechanism.startsWith("randomized_response")) {
            DpEvent event = new DpEvent.RandomizedResponse(row.number("noise_parameter"), (int) row.number("buckets"));
            return RdpAccountant.create().epsilon(release(REPLACE, event), 0).epsilon();
        }
        if (mechanism.equals("RDP:pure_dp_curve")) {
            return pureCurve(row);
        }
        PrivacyAccountant accountant =
                mechanism.startsWith("RDP") ? rdp(row.parameters().get("orders")) : PLD;
        return accountant.epsilon(released(row), row.deltaValue()).epsilon();
    }

    /** A divergence of 1.1 at every order is what a constant curve gives. */
    private static double pureCurve(Row row) {
        double least = Double.POSITIVE_INFINITY;
        for (int order = 2; order <= 32; order++) {
            DpEvent event = new DpEvent.ZeroConcentrated(1.1 / order);
            least = Math.min(
                    least,
                    RdpAccountant.withOrders(List.of((double) order))
                            .epsilon(release(ADD, event), row.deltaValue())
                            .epsilon());
        }
        return least;
    }

    private static PrivateRelease released(Row row) {
        String mechanism = row.mechanism();
        if (mechanism.contains("laplace")) {
            return release(
                    ADD, new DpEvent.Laplace(row.number("noise_multiplier")).times((long) row.number("compositions")));
        }
        if (mechanism.contains("heterogeneous")) {
            return release(ADD, heterogeneous(row));
        }
        if (mechanism.contains("truncated")) {
            return release(ADD, truncated(row));
        }
        if (mechanism.contains("without_replacement")) {
            return release(REPLACE, fixedSize(row).times((long) row.number("rounds")));
        }
        if (mechanism.contains("distributed_discrete")) {
            return release(ADD, sampled(row, distributed(row)).times((long) row.number("rounds")));
        }
        if (mechanism.contains("skellam")) {
            return release(ADD, sampled(row, skellam(row)).times((long) row.number("rounds")));
        }
        if (mechanism.equals("RDP:gaussian")) {
            return release(ADD, gaussian(row));
        }
        NeighboringRelation relation = mechanism.contains("REPLACE_ONE") ? REPLACE : ADD;
        return release(
                relation,
                poisson(row.number("q"), row.number("noise_multiplier")).times((long) row.number("rounds")));
    }

    private static DpEvent heterogeneous(Row row) {
        return switch (row.id()) {
            case "K129" ->
                composed(poisson(.01, 1).times(500), poisson(.02, 1.5).times(300), new DpEvent.Gaussian(5).times(10));
            case "K130" -> composed(new DpEvent.Gaussian(3).times(4), new DpEvent.Gaussian(7).times(9));
            case "K131" -> composed(poisson(.1, 1.5).times(50), new DpEvent.EpsilonDelta(0.2, 1e-7).times(2));
            default -> throw new AssertionError(row.id());
        };
    }

    private static DpEvent truncated(Row row) {
        return new DpEvent.TruncatedPoissonGaussian(
                        (long) row.number("population"),
                        row.number("q"),
                        (long) row.number("cohort_cap"),
                        row.number("noise_multiplier"))
                .times((long) row.number("rounds"));
    }

    /** The rows measure noise by the sensitivity to replacement, which is twice the bound. */
    private static DpEvent fixedSize(Row row) {
        return new DpEvent.SampledWithoutReplacement(
                (long) row.number("population"),
                (long) row.number("sample"),
                new DpEvent.Gaussian(2 * row.number("noise_multiplier")));
    }

    private static DpEvent distributed(Row row) {
        double grid = row.number("granularity");
        double bound = rounded(row.number("l2_clip") / grid, row);
        double deviation = row.number("local_stddev") / grid;
        return new DpEvent.DistributedDiscreteGaussian(
                (int) row.number("clients"), deviation * deviation, bound, (int) row.number("dim"));
    }

    private static DpEvent skellam(Row row) {
        double scale = row.number("scale");
        double deviation = row.number("central_stddev") * scale;
        return new DpEvent.Skellam(
                deviation * deviation, rounded(row.number("l2_clip") * scale, row), (int) row.number("dim"));
    }

    private static double rounded(double scaledClip, Row row) {
        return ConditionalRounding.of(scaledClip, (int) row.number("dim"), row.number("beta"))
                .bound();
    }

    private static DpEvent sampled(Row row, DpEvent event) {
        double rate = row.number("q");
        return rate == 1 ? event : new DpEvent.PoissonSampled(rate, event);
    }

    private static double delta(Row row) {
        if (row.mechanism().startsWith("discrete_gaussian")) {
            return new DiscreteGaussianLaw(row.number("sigma_squared")).delta(row.number("epsilon"));
        }
        if (row.mechanism().equals("gaussian_analytic")) {
            return GaussianAccountant.create().delta(release(ADD, gaussian(row)), row.number("epsilon"));
        }
        return PLD.delta(released(row), row.number("epsilon"));
    }

    private static double rdp(Row row) {
        double order = row.number("order");
        long compositions = (long) row.number("compositions", 1);
        PrivateRelease release = row.mechanism().startsWith("sampled_without")
                ? release(REPLACE, fixedSize(row).times(compositions))
                : release(
                        ADD,
                        poisson(row.number("q"), row.number("noise_multiplier")).times(compositions));
        return RdpAccountant.divergence(release, order);
    }

    private static double sigma(Row row) {
        PrivacyBudget budget = new PrivacyBudget(row.number("epsilon"), row.deltaValue());
        double low = 1e-3;
        double high = 1e6;
        while (high - low > 1e-12 * high) {
            double middle = (low + high) / 2;
            boolean enough = GaussianAccountant.create()
                            .epsilon(release(ADD, new DpEvent.Gaussian(middle)), budget.delta())
                            .epsilon()
                    <= budget.epsilon();
            low = enough ? low : middle;
            high = enough ? middle : high;
        }
        return high;
    }

    private static double noise(Row row) {
        if (row.mechanism().startsWith("adaptive")) {
            return new AdaptiveQuantileClipping(1, 0.5, 0.2, row.number("clipped_count_stddev"), 1e-3, 1e3)
                    .updateNoiseMultiplier(row.number("total_noise_multiplier"));
        }
        PrivacyAccountant accountant =
                row.mechanism().startsWith("RDP") ? rdp(row.parameters().get("orders")) : PLD;
        return Calibration.of(accountant, new PrivacyBudget(row.number("epsilon"), row.deltaValue()))
                .noiseMultiplier(z -> release(ADD, poisson(row.number("q"), z).times((long) row.number("rounds"))));
    }

    private static double rounds(Row row) {
        return Calibration.of(PLD, new PrivacyBudget(row.number("epsilon"), row.deltaValue()))
                .rounds(t -> release(
                        ADD,
                        poisson(row.number("q"), row.number("noise_multiplier")).times(t)));
    }

    private static double cohort(Row row) {
        double population = row.number("population");
        return Calibration.of(RdpAccountant.create(), new PrivacyBudget(row.number("epsilon"), row.deltaValue()))
                .cohort(
                        n -> release(
                                ADD,
                                poisson(n / population, n * row.number("noise_to_clients_ratio"))
                                        .times((long) row.number("rounds"))),
                        (long) population);
    }

    private static double rho(Row row) {
        double low = 0;
        double high = 10;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            boolean enough = ZcdpAccountant.create()
                            .epsilon(release(ADD, new DpEvent.ZeroConcentrated(middle)), row.deltaValue())
                            .epsilon()
                    <= row.number("epsilon");
            low = enough ? middle : low;
            high = enough ? high : middle;
        }
        return low;
    }

    private static DpEvent gaussian(Row row) {
        return new DpEvent.Gaussian(row.number("noise_multiplier")).times((long) row.number("compositions"));
    }

    private static DpEvent poisson(double rate, double multiplier) {
        DpEvent gaussian = new DpEvent.Gaussian(multiplier);
        return rate == 1 ? gaussian : new DpEvent.PoissonSampled(rate, gaussian);
    }

    private static DpEvent composed(DpEvent... events) {
        return new DpEvent.Composed(List.of(events));
    }

    private static PrivateRelease release(NeighboringRelation relation, DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, relation, event);
    }

    /** Reads lists such as {@code 2..64,128,256} and {@code 1.1..10.9 step .1,12..63}. */
    private static PrivacyAccountant rdp(@Nullable String orders) {
        if (orders == null) {
            return RdpAccountant.create();
        }
        List<Double> all = new ArrayList<>();
        if (orders.startsWith("0.001*i")) {
            for (int i = 1001; i < 100_000; i++) {
                all.add(0.001 * i);
            }
            return RdpAccountant.withOrders(all);
        }
        for (String part : orders.replace(" step .1", "").split(",", -1)) {
            int dots = part.indexOf("..");
            if (dots < 0) {
                all.add(Double.parseDouble(part));
                continue;
            }
            boolean tenths = part.startsWith("1.1");
            double from = Double.parseDouble(part.substring(0, dots));
            double to = Double.parseDouble(part.substring(dots + 2));
            int steps = (int) Math.round((to - from) * (tenths ? 10 : 1));
            for (int i = 0; i <= steps; i++) {
                all.add(tenths ? (11 + i) / 10.0 : from + i);
            }
        }
        return RdpAccountant.withOrders(all);
    }
}
