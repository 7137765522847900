package org.folkmoot.aggregation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.tile.MixedPoints;
import org.folkmoot.aggregation.tile.Points;
import org.folkmoot.aggregation.tile.RankedUpdates;
import org.folkmoot.aggregation.tile.SpillFile;
import org.folkmoot.aggregation.tile.TileRun;
import org.folkmoot.aggregation.tile.Workers;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.Mixing;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Treatment;

/** Contributions that a rule looks at one by one: they lie in a file until all are there. */
final class SpilledFold implements RoundFold {
    private final Pipeline pipeline;
    private final double maxAbs;
    private final SpillFile file;
    private final Workers workers;
    private final List<RankedUpdates.Sender> senders = new ArrayList<>();
    private RoundState before;

    SpilledFold(RoundProgram program, Pipeline pipeline) throws IOException {
        this(program, pipeline, Workers.ofThisMachine());
    }

    SpilledFold(RoundProgram program, Pipeline pipeline, Workers workers) throws IOException {
        this.pipeline = pipeline;
        this.maxAbs = program.encoding().maxAbs();
        this.file = SpillFile.create(pipeline.updateLayout());
        this.workers = workers;
        this.before = pipeline.initialState(ParameterVector.zeros(program.layout()));
    }

    @Override
    public void begin(RoundState state) {
        file.clear();
        senders.clear();
        before = pipeline.complete(state);
    }

    @Override
    public long add(ClearUpdate update, int staleness) throws IOException {
        ParameterVector delta = update.delta();
        if (update.statement().examples() < 1) {
            throw new IllegalArgumentException("examples: " + update.statement().examples() + " (expected: >= 1)");
        }
        int beyond = delta.firstBeyond(maxAbs);
        if (beyond >= 0) {
            throw new IllegalArgumentException(
                    "delta[" + beyond + "]: " + delta.get(beyond) + " (expected: magnitude <= " + maxAbs + ")");
        }
        file.append(delta);
        senders.add(new RankedUpdates.Sender(
                update.statement().pseudonym(), update.statement().payload()));
        return 1;
    }

    @Override
    public long count() {
        return senders.size();
    }

    @Override
    public long totalWeight() {
        return senders.size();
    }

    @Override
    public Result finish() {
        if (senders.isEmpty()) {
            throw new IllegalStateException("contributions: 0 (expected: >= 1)");
        }
        RankedUpdates ranked = RankedUpdates.of(file, senders, workers);
        SortedMap<String, ParameterVector> remembered = new TreeMap<>();
        SortedMap<Digest, Treatment> treatments = new TreeMap<>();
        Points points = ranked;
        boolean rankedStill = true;
        for (UpdateFilter filter : pipeline.filters()) {
            Mixing mixing = filter.filter(new Remembering(points, own(filter.initialSlots(shared()))));
            if (rankedStill) {
                treat(mixing.treatments(), ranked, treatments);
            }
            remembered.putAll(mixing.slots());
            points = MixedPoints.of(points, mixing);
            rankedStill &= mixing.isScaling();
        }
        SetAggregator aggregator = pipeline.aggregator();
        requireEnough(points.clients(), aggregator);
        AggregationPlan plan = aggregator.plan(new Remembering(points, own(aggregator.initialSlots(shared()))));
        if (rankedStill) {
            treat(plan.treatments(), ranked, treatments);
        }
        double[] delta = TileRun.run(points, plan, workers);
        remembered.putAll(plan.slotsAfter(delta));
        return new Result(pipeline.step(before, delta, remembered), treatments);
    }

    private static void requireEnough(int updates, SetAggregator aggregator) {
        if (updates < aggregator.fewestUpdates()) {
            throw new IllegalArgumentException("updates: " + updates + " (expected: >= " + aggregator.fewestUpdates()
                    + " for " + aggregator.id() + ")");
        }
    }

    private static void treat(
            SortedMap<Integer, Treatment> byRank, RankedUpdates ranked, SortedMap<Digest, Treatment> treatments) {
        byRank.forEach((rank, treatment) -> treatments.put(ranked.pseudonym(rank), treatment));
    }

    private ParameterLayout shared() {
        return pipeline.shared();
    }

    private SortedMap<String, ParameterVector> own(SortedMap<String, ParameterVector> initial) {
        return Pipeline.slotsOf(initial, before.slots());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
