package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Stage;

/**
 * The sum of a round while contributions come in. The live round and its replay run this same code.
 *
 * <p>Guarantees: memory is one ring vector, and one more while a rule needs it, whatever the number of contributions; a refused contribution leaves the sum
 * as it was; the result is the same bits for every order of {@link #add} and every tree of {@link #merge}. Does not know
 * who contributed: whoever calls it sees to it that each client counts once. Not thread safe: several threads take a
 * fold each and merge them.
 */
public final class LinearFold {
    private static final Set<String> STAGES = Set.of(Stage.TRAINING, Stage.QUERY, Stage.OPTIMIZER);
    private static final int SMALL_CHANNELS = 4096;

    private final RoundProgram program;
    private final LinearQuery query;
    private final ServerOptimizer optimizer;
    private final long[] sum;
    private long count;
    private long totalWeight;

    private LinearFold(RoundProgram program, LinearQuery query, ServerOptimizer optimizer) {
        this.program = program;
        this.query = query;
        this.optimizer = optimizer;
        this.sum = new long[program.encoding().width()];
    }

    /**
     * {@return the empty sum of a round that runs this program}
     *
     * @throws UnknownRuleException if nothing provides its query or optimiser
     * @throws IllegalArgumentException if the optimiser does not support the program's layout
     */
    public static LinearFold of(RoundProgram program) {
        requireKnownStages(program);
        requireSaneWidth(program);
        LinearQuery query = Rules.query(program.stage(Stage.QUERY));
        ServerOptimizer optimizer = Rules.optimizer(program.stage(Stage.OPTIMIZER));
        if (!optimizer.supports(program.layout())) {
            throw new IllegalArgumentException(
                    "layout: " + program.layout() + " (expected: one that " + optimizer.id() + " supports)");
        }
        return new LinearFold(program, query, optimizer);
    }

    /** A stage that is skipped would make the program say what nobody did. */
    private static void requireKnownStages(RoundProgram program) {
        for (Stage stage : program.stages()) {
            if (!STAGES.contains(stage.kind())) {
                throw new UnknownRuleException(stage.kind(), stage.id(), new TreeSet<>(STAGES));
            }
        }
    }

    /** Before anything is allocated: the encoding may come from a stranger's program. */
    private static void requireSaneWidth(RoundProgram program) {
        int parameters = program.layout().size();
        int delta = program.encoding().channels().stream()
                .filter(channel -> channel.name().equals(RingChannel.DELTA))
                .mapToInt(RingChannel::length)
                .sum();
        long width = program.encoding().width();
        if (delta != parameters || width > 2L * parameters + SMALL_CHANNELS) {
            throw new IllegalArgumentException("encoding: " + delta + " elements of delta in " + width + " (expected: "
                    + parameters + " of delta, and at most as many others)");
        }
    }

    /**
     * Adds a contribution.
     *
     * @param delta local minus global parameters
     * @param examples how many examples stand behind it, at least 1
     * @throws IllegalArgumentException if it does not fit the program; the message has the numbers
     */
    public void add(ParameterVector delta, long examples) {
        requireLayout(delta.layout());
        long weight = query.weight(examples);
        requireRoomFor(weight);
        query.accumulate(delta, weight, program.encoding(), sum);
        count++;
        totalWeight += weight;
    }

    /**
     * Adds all that another fold of the same program holds; the other stays as it is.
     *
     * @throws IllegalArgumentException if the other runs another program, is this one, or the two exceed the program's
     *     total weight
     */
    public void merge(LinearFold other) {
        requireNonNull(other, "other");
        if (other == this) {
            throw new IllegalArgumentException("other: this fold itself (expected: another one)");
        }
        if (!program.equals(other.program)) {
            throw new IllegalArgumentException("program: " + other.program + " (expected: " + program + ")");
        }
        requireRoomFor(other.totalWeight);
        addAll(other.sum);
        count += other.count;
        totalWeight += other.totalWeight;
    }

    /** Makes the sum empty again, in the same room, for the next round of the same program. */
    public void clear() {
        Arrays.fill(sum, 0);
        count = 0;
        totalWeight = 0;
    }

    /** {@return how many contributions were added} */
    public long count() {
        return count;
    }

    /** {@return the sum of their weights} */
    public long totalWeight() {
        return totalWeight;
    }

    /**
     * {@return the state after the round} The fold stays as it is.
     *
     * @throws IllegalStateException if nothing was added
     * @throws IllegalArgumentException if the state has another layout than the program
     */
    public RoundState finish(RoundState before) {
        if (count == 0) {
            throw new IllegalStateException("contributions: 0 (expected: >= 1)");
        }
        requireLayout(before.model().layout());
        return optimizer.step(before, query.finish(signedSum(), program.encoding()));
    }

    /** Sums are kept in 64 bits; the ring's own bits are the low ones, and their top bit is the sign. */
    private long[] signedSum() {
        int unused = Long.SIZE - program.encoding().ringBits();
        if (unused == 0) {
            return sum;
        }
        long[] signed = sum.clone();
        for (int j = 0; j < signed.length; j++) {
            signed[j] = signed[j] << unused >> unused;
        }
        return signed;
    }

    private void addAll(long[] elements) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += elements[j];
        }
    }

    private void requireRoomFor(long weight) {
        long max = program.encoding().maxTotalWeight();
        if (weight > max - totalWeight) {
            throw new IllegalArgumentException(
                    "total weight: " + totalWeight + " + " + weight + " (expected: <= " + max + ")");
        }
    }

    private void requireLayout(ParameterLayout layout) {
        if (!layout.equals(program.layout())) {
            throw new IllegalArgumentException("layout: " + layout + " (expected: " + program.layout() + ")");
        }
    }

    @Override
    public String toString() {
        return "LinearFold[" + query.id() + ", " + count + " contributions]";
    }
}
