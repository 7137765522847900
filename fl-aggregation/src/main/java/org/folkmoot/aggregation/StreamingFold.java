package org.folkmoot.aggregation;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Treatment;

/** A sum of contributions, each scaled by its norm where filters say so, and forgotten when it is added. */
final class StreamingFold implements RoundFold {
    private static final int TILE = 1024;

    private final Pipeline pipeline;
    private final LinearFold fold;
    private final double maxAbs;
    private final long[] counted;
    private final SortedMap<Digest, Treatment> treatments = new TreeMap<>();
    private RoundState before;

    StreamingFold(RoundProgram program, Pipeline pipeline) {
        this.pipeline = pipeline;
        this.fold = LinearFold.of(program, pipeline);
        this.maxAbs = program.encoding().maxAbs();
        this.counted = new long[pipeline.filters().size()];
        this.before = pipeline.initialState(ParameterVector.zeros(program.layout()));
    }

    @Override
    public void begin(RoundState state) {
        fold.clear();
        treatments.clear();
        Arrays.fill(counted, 0);
        before = pipeline.complete(state);
    }

    @Override
    public long add(ClearUpdate update, int staleness) {
        Filtered filtered = filtered(update.delta());
        long weight = fold.add(filtered.delta, update.statement().examples(), staleness);
        for (int i = 0; i < counted.length; i++) {
            counted[i] += filtered.counts[i] ? 1 : 0;
        }
        filtered.treatment.ifPresent(
                treatment -> treatments.put(update.statement().pseudonym(), treatment));
        return weight;
    }

    /** An update that fits is filtered; one that does not is left as it is, for the sum to refuse. */
    private Filtered filtered(ParameterVector delta) {
        boolean[] counts = new boolean[counted.length];
        if (counted.length == 0 || delta.firstBeyond(maxAbs) >= 0) {
            return new Filtered(delta, counts, Optional.empty());
        }
        double norm = StrictMath.sqrt(squaredNorm(delta));
        double factor = 1;
        Optional<Treatment> treatment = Optional.empty();
        for (int i = 0; i < counts.length; i++) {
            NormFilter filter = (NormFilter) pipeline.filters().get(i);
            SortedMap<String, ParameterVector> own = own(filter);
            counts[i] = filter.counts(norm * factor, own);
            double each = filter.factor(norm * factor, own);
            treatment = stronger(treatment, filter.treatment(each));
            factor *= each;
        }
        return new Filtered(factor == 1 ? delta : scaled(delta, factor), counts, treatment);
    }

    private static Optional<Treatment> stronger(Optional<Treatment> before, Optional<Treatment> now) {
        return now.isPresent() ? now : before;
    }

    private static double squaredNorm(ParameterVector delta) {
        double[] tile = new double[Math.min(TILE, delta.size())];
        double sum = 0;
        for (int from = 0; from < delta.size(); from += tile.length) {
            int length = Math.min(tile.length, delta.size() - from);
            delta.copyTo(from, tile, 0, length);
            double part = 0;
            for (int i = 0; i < length; i++) {
                part += tile[i] * tile[i];
            }
            sum += part;
        }
        return sum;
    }

    private static ParameterVector scaled(ParameterVector delta, double factor) {
        return ParameterVector.computed(delta.layout(), (from, out, length) -> {
            delta.copyTo(from, out, 0, length);
            for (int i = 0; i < length; i++) {
                out[i] *= factor;
            }
        });
    }

    @Override
    public long count() {
        return fold.count();
    }

    @Override
    public long totalWeight() {
        return fold.totalWeight();
    }

    @Override
    public Result finish() {
        SortedMap<String, ParameterVector> remembered = new TreeMap<>();
        for (int i = 0; i < counted.length; i++) {
            NormFilter filter = (NormFilter) pipeline.filters().get(i);
            remembered.putAll(filter.next(own(filter), counted[i], Math.max(1, fold.count())));
        }
        return new Result(fold.finish(before, remembered), treatments);
    }

    private SortedMap<String, ParameterVector> own(UpdateFilter filter) {
        return Pipeline.slotsOf(filter.initialSlots(pipeline.shared()), before.slots());
    }

    @Override
    public void close() {}

    /** An update after the filters, and what they said of it. */
    private static final class Filtered {
        private final ParameterVector delta;
        private final boolean[] counts;
        private final Optional<Treatment> treatment;

        private Filtered(ParameterVector delta, boolean[] counts, Optional<Treatment> treatment) {
            this.delta = delta;
            this.counts = counts;
            this.treatment = treatment;
        }
    }
}
