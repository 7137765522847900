package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;
import org.folkmoot.benchmarks.workload.WorkFolder;

/** Accounting beside dp-accounting; noise, clipping and the ledger on their own. */
public final class PrivacyPair implements Benchmark {
    private static final String SCRIPT = "dp_accounting_epsilon.py";
    private static final List<String> PAIRED =
            List.of(OurPrivacy.RDP, OurPrivacy.PLD_1E3, OurPrivacy.PLD_1E5, OurPrivacy.DISTINCT, OurPrivacy.CALIBRATE);
    private static final List<String> TIMED = List.of(OurPrivacy.AUTOMATIC, OurPrivacy.ONE_MORE);
    private static final List<String> RATES = List.of(
            OurPrivacy.NOISE + "1000",
            OurPrivacy.NOISE + "65536",
            OurPrivacy.NOISE + "1048576",
            OurPrivacy.DISCRETE + "1000",
            OurPrivacy.DISCRETE + "65536",
            OurPrivacy.DISCRETE + "1048576");

    /** Most milliseconds that a work may take. */
    private static final Map<String, Double> MOST = Map.of(
            OurPrivacy.RDP, 50.0,
            OurPrivacy.PLD_1E5, 1000.0,
            OurPrivacy.DISTINCT, 5000.0,
            OurPrivacy.CALIBRATE, 5000.0,
            OurPrivacy.ONE_MORE, 50.0,
            OurPrivacy.RESERVE, 60.0);

    @Override
    public String id() {
        return "pair-privacy-dp-accounting";
    }

    @Override
    public String title() {
        return "Privacy accounting beside dp-accounting (version: benchmarks/peers/requirements.txt) at the same orders and"
                + " a grid of 1e-4; exact noise, clipping and the privacy ledger on their own.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        Optional<PeerPython> python = PeerPython.find();
        Samples ours = Samples.none();
        Samples peer = Samples.none();
        for (int turn = 0; turn < effort.pick(1, 3); turn++) {
            ours.addAll(ours(effort, PAIRED).run());
            if (python.isPresent()) {
                peer.addAll(
                        python.get().script(SCRIPT, arguments(effort, PAIRED)).run());
            }
        }
        List<String> alone = new ArrayList<>(TIMED);
        alone.addAll(RATES);
        alone.add(OurPrivacy.CLIP);
        alone.add(OurPrivacy.LEDGER);
        ours.addAll(ours(effort, alone).run());
        return Outcome.of(
                figures(ours, peer, python.isPresent()),
                "A sample is the median of some in one process after a warm-up; the two sides take turns, and a ratio is taken"
                        + " within one turn. Ours on one thread.",
                "Noise: a million elements of an array, keys included. The durable write of the ledger is a commit: two"
                        + " records forced to disk; a reservation accounts and writes.",
                python.isPresent() ? "Peer installed." : "Peer: peer not installed, so there are no ratios.");
    }

    private static List<Figure> figures(Samples ours, Samples peer, boolean paired) {
        List<Figure> figures = new ArrayList<>();
        for (String work : PAIRED) {
            figures.add(timed(work, ours));
            if (paired) {
                figures.add(Figure.of(work + ", dp-accounting", "ms", peer.of(work)));
                figures.add(Figure.of(
                                work + ", part of dp-accounting's time",
                                "times",
                                new PairedRunner.Pairs(ours, peer).ratio(work))
                        .atMost(1));
            }
        }
        TIMED.forEach(work -> figures.add(timed(work, ours)));
        RATES.forEach(work -> figures.add(Figure.of(work, "samples/s", ours.of(work))));
        figures.add(Figure.of(OurPrivacy.CLIP, "MB/s", ours.of(OurPrivacy.CLIP)));
        figures.add(Figure.of(OurPrivacy.LEDGER, "ms", ours.of(OurPrivacy.LEDGER)));
        figures.add(timed(OurPrivacy.RESERVE, ours));
        return figures;
    }

    private static Figure timed(String work, Samples ours) {
        Figure figure = Figure.of(work, "ms", ours.of(work));
        Double most = MOST.get(work);
        return most == null ? figure : figure.atMost(most);
    }

    private static Fork ours(Effort effort, List<String> works) throws IOException {
        Path folder = Files.createTempDirectory(WorkFolder.root(), "privacy");
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(effort.pick(3, 9)), folder.toString()));
        arguments.addAll(works);
        return Fork.ofJava(
                OurPrivacy.class, List.of("-Xmx1g", "-XX:ActiveProcessorCount=1"), arguments.toArray(String[]::new));
    }

    private static String[] arguments(Effort effort, List<String> works) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(effort.pick(1, 5))));
        arguments.addAll(works);
        return arguments.toArray(String[]::new);
    }
}
