package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyBudgetExhaustedException;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyLedgerException;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.core.ring.FixedPoint;
import org.folkmoot.privacy.accountant.BestOfAccountant;
import org.folkmoot.privacy.accountant.Calibration;
import org.folkmoot.privacy.accountant.RdpAccountant;
import org.folkmoot.privacy.clipping.FixedClipping;
import org.folkmoot.privacy.ledger.FolderPrivacyLedger;
import org.folkmoot.privacy.noise.DiscreteGaussianNoise;
import org.folkmoot.privacy.noise.RoundedGaussianNoise;
import org.folkmoot.privacy.pld.PldAccountant;

/** Our side of {@link PrivacyPair}, and what has no other side: noise, clipping, the ledger. */
public final class OurPrivacy {
    static final String RDP = "rdp";
    static final String PLD_1E3 = "pld-1e3";
    static final String PLD_1E5 = "pld-1e5";
    static final String DISTINCT = "distinct";
    static final String CALIBRATE = "calibrate";
    static final String ONE_MORE = "one-more";
    static final String AUTOMATIC = "pld-1e5-automatic";
    static final String NOISE = "noise-";
    static final String DISCRETE = "discrete-";
    static final String CLIP = "clip-and-quantise";
    static final String LEDGER = "ledger-durable";
    static final String RESERVE = "ledger-reserve";

    private static final int PARAMETERS = 1_000_000;
    private static final int CHARGES = 200;

    private OurPrivacy() {}

    /** Arguments: repetitions, a folder, then the works. */
    public static void main(String[] args) throws Exception {
        int repetitions = Integer.parseInt(args[0]);
        for (String work : Arrays.asList(args).subList(2, args.length)) {
            if (work.equals(LEDGER)) {
                ledger(Path.of(args[1]));
            } else {
                measure(work, repetitions);
            }
        }
    }

    private static void measure(String work, int repetitions) {
        Runnable runnable = work(work);
        for (int i = 0; i < Math.max(3, repetitions / 2); i++) {
            runnable.run();
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            runnable.run();
            times.add((System.nanoTime() - start) / 1e6);
        }
        times.sort(null);
        double median = times.get(times.size() / 2);
        if (work.startsWith(NOISE) || work.startsWith(DISCRETE)) {
            Samples.print(work, PARAMETERS / (median / 1e3));
        } else {
            Samples.print(work, work.equals(CLIP) ? PARAMETERS * 4 / 1e6 / (median / 1e3) : median);
        }
    }

    private static Runnable work(String work) {
        if (work.startsWith(NOISE)) {
            RoundedGaussianNoise noise = RoundedGaussianNoise.of(1, deviation(work, NOISE), new SecureRandom());
            long[] sum = new long[PARAMETERS];
            return () -> noise.addTo(sum);
        }
        if (work.startsWith(DISCRETE)) {
            DiscreteGaussianNoise noise = DiscreteGaussianNoise.whole(1, deviation(work, DISCRETE), new SecureRandom());
            long[] sum = new long[PARAMETERS];
            return () -> noise.addTo(sum);
        }
        PldAccountant kept = PldAccountant.withStep(1e-4);
        long[] rounds = {1000};
        return switch (work) {
            case RDP -> () -> epsilon(RdpAccountant.create(), sampled(0.01, 1).times(1000));
            case PLD_1E3 ->
                () -> epsilon(PldAccountant.withStep(1e-4), sampled(0.01, 1).times(1000));
            case PLD_1E5 ->
                () -> epsilon(PldAccountant.withStep(1e-4), sampled(0.01, 1).times(100_000));
            case AUTOMATIC ->
                () -> epsilon(PldAccountant.create(), sampled(0.01, 1).times(100_000));
            case DISTINCT -> () -> epsilon(PldAccountant.withStep(1e-4), distinct());
            case ONE_MORE -> () -> epsilon(kept, sampled(0.01, 1).times(rounds[0]++));
            case CALIBRATE -> OurPrivacy::calibrate;
            case CLIP -> clip();
            default -> throw new IllegalArgumentException("work: " + work + " (expected: a known one)");
        };
    }

    private static double deviation(String work, String prefix) {
        return Double.parseDouble(work.substring(prefix.length()));
    }

    private static void calibrate() {
        Calibration.of(PldAccountant.withStep(1e-4), new PrivacyBudget(8, 1e-5))
                .noiseMultiplier(z -> release(sampled(0.03, z).times(500)));
    }

    private static Runnable clip() {
        float[] values = new float[PARAMETERS];
        Arrays.fill(values, 0.01f);
        ParameterVector update = ParameterVector.of(ParameterLayout.flat(ElementType.FLOAT32, PARAMETERS), values);
        FixedClipping clipping = new FixedClipping(1);
        FixedPoint grid = FixedPoint.forBounds(1, 1000, 64);
        long[] sum = new long[PARAMETERS];
        return () -> grid.accumulate(clipping.clip(update).update().toFloatArray(), 1, sum);
    }

    private static DpEvent distinct() {
        List<DpEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(sampled(0.01 + 1e-4 * i, 1 + 0.01 * i).times(10));
        }
        return new DpEvent.Composed(events);
    }

    private static void ledger(Path folder)
            throws PrivacyLedgerException, PrivacyBudgetExhaustedException, IOException {
        PrivacyScope scope = new PrivacyScope("benchmark", PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE);
        DpEvent event = sampled(0.01, 1);
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(folder, BestOfAccountant.create())) {
            for (int round = 1; round <= CHARGES; round++) {
                ChargeId id = ChargeId.model(new FederationId("benchmark"), AttemptId.first(round));
                long start = System.nanoTime();
                ledger.reserve(id, scope, event, new PrivacyBudget(10, 1e-6));
                long reserved = System.nanoTime();
                ledger.commit(id);
                long committed = System.nanoTime();
                if (round > CHARGES / 10) {
                    Samples.print(RESERVE, (reserved - start) / 1e6);
                    Samples.print(LEDGER, (committed - reserved) / 1e6);
                }
            }
        }
    }

    private static void epsilon(PrivacyAccountant accountant, DpEvent event) {
        accountant.epsilon(release(event), 1e-5);
    }

    private static PrivateRelease release(DpEvent event) {
        return new PrivateRelease(PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE, event);
    }

    private static DpEvent sampled(double rate, double noiseMultiplier) {
        return new DpEvent.PoissonSampled(rate, new DpEvent.Gaussian(noiseMultiplier));
    }
}
