package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/** A round of secure aggregation beside the functions of Flower's SecAgg+. */
public final class SecurePair implements Benchmark {
    static final String CLIENT = "client";
    static final String UNMASK = "unmask";
    static final String ROUND = "round";
    static final String WALL = "wall";
    static final String UPLOAD = "upload";

    private static final int CLIENTS = 100;
    private static final int PARAMETERS = 1_000_000;
    private static final int THRESHOLD = 67;
    private static final int DROPPED = 10;
    private static final String BITS = "32";
    private static final String SCRIPT = "flower_secagg.py";

    @Override
    public String id() {
        return "secure-round";
    }

    @Override
    public String title() {
        return "Secure aggregation of " + CLIENTS + " clients with " + PARAMETERS
                + " ring elements of 32 bits, all neighbours, threshold " + THRESHOLD + ", " + DROPPED
                + " gone before masking, one thread, AES-256, with signatures, checks of shares and consistency, without"
                + " log, disk and network; beside the functions of flwr's SecAgg+ (version:"
                + " benchmarks/peers/requirements.txt).";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        int pairs = effort.pick(1, 3);
        Fork ours = Fork.ofJava(
                OurSecureRound.class,
                List.of("-Xmx3g"),
                Integer.toString(CLIENTS),
                Integer.toString(PARAMETERS),
                BITS,
                "1");
        Optional<PeerPython> python = PeerPython.find();
        if (python.isEmpty()) {
            Samples samples = Samples.none();
            for (int i = 0; i < pairs; i++) {
                samples.addAll(ours.run());
            }
            return Outcome.of(ours(samples), "Peer: peer not installed, so there is no ratio.");
        }
        Fork theirs = python.get()
                .script(
                        SCRIPT,
                        Integer.toString(CLIENTS),
                        Integer.toString(PARAMETERS),
                        Integer.toString(THRESHOLD),
                        Integer.toString(DROPPED),
                        Integer.toString(effort.pick(1, 2)));
        PairedRunner.Pairs both = new PairedRunner(ours::run, theirs::run).run(pairs);
        List<Figure> figures = new ArrayList<>(ours(both.ours()));
        figures.addAll(figures("Flower", both.peer()));
        figures.add(ratio("client", both.ratio(CLIENT)));
        figures.add(ratio("server, unmasking", both.ratio(UNMASK)));
        figures.add(ratio("whole round", both.ratio(ROUND)));
        return Outcome.of(
                figures,
                "Flower's round takes minutes: its figures are added up from the steps of some clients and the server's"
                        + " work on some secrets and masks. The sides take turns.");
    }

    private static Figure ratio(String what, Spread spread) {
        return Figure.of(what + ": CPU of ours divided by CPU of Flower", "times", spread);
    }

    private static List<Figure> ours(Samples samples) {
        List<Figure> figures = new ArrayList<>(figures("ours", samples));
        figures.add(Figure.of("ours: whole round, wall", "s", samples.of(WALL)));
        figures.add(Figure.of("ours: upload of one client", "MB", samples.of(UPLOAD)));
        return figures;
    }

    private static List<Figure> figures(String side, Samples samples) {
        return List.of(
                Figure.of(side + ": one client, CPU", "ms", samples.of(CLIENT)),
                Figure.of(side + ": server, unmasking, CPU", "s", samples.of(UNMASK)),
                Figure.of(side + ": whole round, all parties, CPU", "s", samples.of(ROUND)));
    }
}
