package org.folkmoot.benchmarks.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.trainers.cuda.GpuException;
import org.folkmoot.trainers.gpu.GpuOrder;
import org.folkmoot.trainers.gpu.OrderStatistic;
import org.folkmoot.trainers.gpu.StrictOrder;
import org.folkmoot.trainers.gpu.UpdateMatrix;

/** Coordinate-wise median and trimmed mean. */
public final class MedianOnCard implements Benchmark {
    private static final int[] UPDATES = {30, 100, 300, 1000};
    private static final int PROMISED_FOR = 100;
    private static final double COPY_SHARE_PROMISED = 0.6;

    @Override
    public String id() {
        return "gpu-median";
    }

    @Override
    public String title() {
        return "Coordinate-wise median of n updates of 1,000,000 parameters, and mean without the 20 % least and greatest:"
                + " two threads and a card. All medians, and means of up to 128 updates, have the same bits on both.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Sides sides = Sides.measure(MedianOnCard.class, effort, effort == Effort.QUICK ? "-Xmx512m" : "-Xmx6g");
        List<Figure> figures = new ArrayList<>(sides.yardsticks());
        for (int n : UPDATES) {
            for (String statistic : new String[] {"median", "trimmed mean"}) {
                String name = statistic + ", n = " + n;
                figures.add(Figure.of(name + ", two threads", "s", sides.cpu().of(name)));
                if (sides.ranOnCard()) {
                    figures.addAll(onCard(sides, name, n, columns(effort, true)));
                }
            }
        }
        return Outcome.of(
                figures,
                "The processor's time is measured on " + columns(effort, false) + " parameters and stated for "
                        + columns(effort, true) + ", of which it takes the same for each.",
                "The card's kernel reads every value and writes every result once; at " + 100 * COPY_SHARE_PROMISED
                        + " % of the copy rate it takes 1.67 times as long as a copy of as many bytes.",
                sides.note());
    }

    private static List<Figure> onCard(Sides sides, String name, int n, int columns) {
        List<Figure> figures = new ArrayList<>();
        for (String part : new String[] {"whole", "kernels", "transfers"}) {
            figures.add(Figure.of(name + ", card, " + part, "s", sides.card().of(name + " " + part)));
        }
        double bytes = (4.0 * n + 8) * columns;
        double copy = bytes / 1e9 / Spread.of(sides.card().of(Sides.COPY_RATE)).median();
        Figure share = Figure.of(
                name + ", card, kernels over a copy of as many bytes",
                "times",
                sides.card().of(name + " kernels").stream()
                        .map(each -> each / copy)
                        .toList());
        boolean promised = n == PROMISED_FOR && name.startsWith("median");
        figures.add(promised ? share.atMost(1 / COPY_SHARE_PROMISED) : share);
        return figures;
    }

    private static int columns(Effort effort, boolean card) {
        return card ? effort.pick(2_000, 1_000_000) : effort.pick(1_000, 100_000);
    }

    /** Measures one side. */
    public static void main(String[] args) throws GpuException {
        Effort effort = Effort.valueOf(args[1]);
        if (args[0].equals(Sides.CPU)) {
            for (int n : UPDATES) {
                cpu("median, n = " + n, OrderStatistic.median(), n, effort);
                cpu("trimmed mean, n = " + n, OrderStatistic.trimmedMean(n / 5), n, effort);
            }
            return;
        }
        CardRun.measure(gpu -> {
            for (int n : UPDATES) {
                UpdateMatrix updates = RandomUpdates.of(n, columns(effort, true));
                GpuOrder order = GpuOrder.on(gpu);
                for (int i = 0; i <= effort.pick(1, 5); i++) {
                    // The first time compiles the kernels for the card.
                    String warmUp = i == 0 ? "warm-up " : "";
                    CardRun.time(warmUp + "median, n = " + n, gpu, card -> order.of(OrderStatistic.median(), updates));
                    CardRun.time(
                            warmUp + "trimmed mean, n = " + n,
                            gpu,
                            card -> order.of(OrderStatistic.trimmedMean(n / 5), updates));
                }
            }
        });
    }

    private static void cpu(String name, OrderStatistic statistic, int n, Effort effort) {
        int measured = columns(effort, false);
        UpdateMatrix updates = RandomUpdates.of(n, measured);
        for (int i = 0; i <= effort.pick(1, 5); i++) {
            long start = System.nanoTime();
            StrictOrder.of(statistic, updates);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (i > 0) {
                Samples.print(name, seconds * columns(effort, true) / measured);
            }
        }
    }
}
