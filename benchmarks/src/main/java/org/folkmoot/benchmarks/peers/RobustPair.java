package org.folkmoot.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.benchmarks.Benchmark;
import org.folkmoot.benchmarks.Effort;
import org.folkmoot.benchmarks.result.Figure;
import org.folkmoot.benchmarks.result.Spread;
import org.folkmoot.benchmarks.workload.Fork;
import org.folkmoot.benchmarks.workload.Samples;

/** Robust rules, and the mean, beside Flower's, for cohorts of several sizes. */
public final class RobustPair implements Benchmark {
    private static final int PARAMETERS = 1_000_000;
    private static final String SCRIPT = "flower_robust.py";

    /** What is to be no more than this, as a part of Flower's time, and for how many clients. */
    private static final Map<String, Double> PROMISED =
            Map.of(OurRobust.MEDIAN, 1.0 / 12, OurRobust.TRIMMED, 1.0 / 12, OurRobust.BULYAN, 1.0 / 40);

    private static final double KRUM_PROMISED = 1.0 / 7;
    private static final int KRUM_PROMISED_FOR = 100;

    /** Rules that are measured together, in one process of each side. */
    private record Group(int clients, List<String> rules) {}

    private static final List<Group> GROUPS = List.of(
            new Group(10, List.of(OurRobust.MEAN, OurRobust.MEDIAN, OurRobust.TRIMMED, OurRobust.KRUM)),
            new Group(30, List.of(OurRobust.MEAN, OurRobust.MEDIAN, OurRobust.TRIMMED, OurRobust.KRUM)),
            new Group(31, List.of(OurRobust.BULYAN)),
            new Group(100, List.of(OurRobust.MEAN, OurRobust.MEDIAN, OurRobust.TRIMMED, OurRobust.KRUM)));

    @Override
    public String id() {
        return "pair-robust-flower";
    }

    @Override
    public String title() {
        return "Robust rules and the mean on updates of " + PARAMETERS + " float32 parameters, beside"
                + " flwr.server.strategy.aggregate (versions: benchmarks/peers/requirements.txt); f = (n - 3) / 4, trimmed"
                + " means without 20 % on each side.";
    }

    @Override
    public Outcome take(Effort effort) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        Optional<PeerPython> python = PeerPython.find();
        for (Group group : effort == Effort.QUICK ? GROUPS.subList(0, 1) : GROUPS) {
            figures.addAll(figures(group, effort, python));
        }
        return Outcome.of(
                figures,
                "A sample is the least time of a few in one process; ours on one thread, Flower and ours on two threads take"
                        + " turns, and a ratio is taken within one turn.",
                "Updates are in memory on both sides. \"With spilling\" includes the check against the bound on each value"
                        + " and the writing of all updates to a temporary file, which is where they are when they arrive in a"
                        + " round, and which leaves the heap as it is for any number of clients; without it, the rule is"
                        + " measured from the file, which the system keeps in memory. Both include the step of the model.",
                "Flower's functions are called in one process of one thread, but for what NumPy's BLAS does on its own.",
                python.isPresent() ? "Peer installed." : "Peer: peer not installed, so there are no ratios.");
    }

    private static List<Figure> figures(Group group, Effort effort, Optional<PeerPython> python)
            throws IOException, InterruptedException {
        Samples one = Samples.none();
        Samples two = Samples.none();
        Samples peer = Samples.none();
        Fork onOne = ours(group, effort, 1);
        Fork onTwo = ours(group, effort, 2);
        for (int i = 0; i < effort.pick(1, 3); i++) {
            one.addAll(onOne.run());
            if (python.isPresent()) {
                String[] args = arguments(group, effort.pick(1, group.clients() > 30 ? 1 : 3));
                peer.addAll(python.get().script(SCRIPT, args).run());
            }
            two.addAll(onTwo.run());
        }
        List<Figure> figures = new ArrayList<>();
        for (String rule : group.rules()) {
            String name = rule + ", n = " + group.clients();
            figures.addAll(figures(rule, name + ", one thread", one, peer, python.isPresent()));
            figures.addAll(figures(rule, name + ", two threads", two, peer, python.isPresent()));
            if (python.isPresent()) {
                figures.add(Figure.of(name + ", Flower", "ms", peer.of(rule)));
                if (!rule.equals(OurRobust.MEAN)) {
                    figures.add(promised(rule, group.clients(), name, new PairedRunner.Pairs(one, peer).ratio(rule)));
                }
            }
        }
        return figures;
    }

    private static List<Figure> figures(String rule, String name, Samples ours, Samples peer, boolean paired) {
        List<Figure> figures = new ArrayList<>();
        String whole = rule + OurRobust.WHOLE;
        if (!rule.equals(OurRobust.MEAN)) {
            figures.add(Figure.of(name, "ms", ours.of(rule)));
        }
        String how = rule.equals(OurRobust.MEAN) ? "" : ", with spilling";
        figures.add(Figure.of(name + how, "ms", ours.of(whole)));
        if (paired) {
            Samples named = Samples.none();
            peer.of(rule).forEach(each -> named.add(whole, each));
            figures.add(Figure.of(
                    name + how + ", part of Flower's time", "times", new PairedRunner.Pairs(ours, named).ratio(whole)));
        }
        return figures;
    }

    private static Figure promised(String rule, int clients, String name, Spread ratio) {
        Figure figure = Figure.of(name + ", one thread, rule alone, part of Flower's time", "times", ratio);
        if (rule.equals(OurRobust.KRUM) && clients == KRUM_PROMISED_FOR) {
            return figure.atMost(KRUM_PROMISED);
        }
        return PROMISED.containsKey(rule) ? figure.atMost(PROMISED.get(rule)) : figure;
    }

    private static Fork ours(Group group, Effort effort, int threads) {
        return Fork.ofJava(
                OurRobust.class,
                List.of("-Xmx1g", "-XX:ActiveProcessorCount=" + threads),
                arguments(group, effort.pick(2, 5)));
    }

    private static String[] arguments(Group group, int repetitions) {
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(group.clients()), Integer.toString(PARAMETERS), Integer.toString(repetitions)));
        arguments.addAll(group.rules());
        return arguments.toArray(String[]::new);
    }
}
