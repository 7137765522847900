package org.folkmoot.benchmarks.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.gpu.GpuDistances;
import org.folkmoot.trainers.gpu.StrictDistances;
import org.folkmoot.trainers.gpu.UpdateMatrix;

/** Squared distances between all pairs of 100 to 1,000 updates. */
public final class DistancesOnCard implements Benchmark {
    private static final int[] UPDATES = {100, 300, 1000};
    private static final double SHARE_PROMISED = 1.0 / 20;

    @Override
    public String id() {
        return "gpu-distances";
    }

    @Override
    public String title() {
        return "Squared distances between all pairs of n updates of 1,000,000 parameters: two threads in double, the strict"
                + " path, and a card in float32 with error bounds.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Sides sides = Sides.measure(DistancesOnCard.class, effort, effort == Effort.QUICK ? "-Xmx512m" : "-Xmx6g");
        List<Figure> figures = new ArrayList<>(sides.yardsticks());
        for (int n : UPDATES) {
            String name = "n = " + n;
            figures.add(Figure.of(name + ", two threads", "s", sides.cpu().of(name)));
            if (sides.ranOnCard()) {
                for (String part : new String[] {"whole", "kernels", "transfers"}) {
                    figures.add(Figure.of(
                            name + ", card, " + part, "s", sides.card().of(name + " " + part)));
                }
                Figure share = Figure.of(
                        name + ", card, whole, over two threads", "times", sides.ratio(name + " whole", name));
                figures.add(n == 1000 ? share.atMost(SHARE_PROMISED) : share);
            }
        }
        return Outcome.of(
                figures,
                "The processor's time is measured on " + columns(effort, false) + " parameters and stated for "
                        + columns(effort, true) + ", of which it takes the same for each.",
                "\"whole\" begins with updates in Java arrays and ends with distances in one; gathering rows is in it, and"
                        + " in neither kernels nor transfers.",
                sides.note());
    }

    private static int columns(Effort effort, boolean card) {
        return card ? effort.pick(2_000, 1_000_000) : effort.pick(1_000, 50_000);
    }

    /** Measures one side. */
    public static void main(String[] args) throws GpuException {
        Effort effort = Effort.valueOf(args[1]);
        if (args[0].equals(Sides.CPU)) {
            for (int n : UPDATES) {
                cpu(n, effort);
            }
            return;
        }
        CardRun.measure(gpu -> {
            for (int n : UPDATES) {
                UpdateMatrix updates = RandomUpdates.of(n, columns(effort, true));
                GpuDistances distances = GpuDistances.on(gpu);
                distances.of(updates);
                for (int i = 0; i < effort.pick(1, 5); i++) {
                    CardRun.time("n = " + n, gpu, card -> distances.of(updates));
                }
            }
        });
    }

    private static void cpu(int n, Effort effort) {
        int measured = columns(effort, false);
        UpdateMatrix updates = RandomUpdates.of(n, measured);
        StrictDistances.of(RandomUpdates.of(n, 1 + measured / 10));
        for (int i = 0; i < effort.pick(1, 3); i++) {
            long start = System.nanoTime();
            StrictDistances.of(updates);
            Samples.print("n = " + n, (System.nanoTime() - start) / 1e9 * columns(effort, true) / measured);
        }
    }
}
