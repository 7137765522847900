package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.Aggregated;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.core.ring.RingVector;

/**
 * The sum of a round while contributions come in. The live round and its replay run this same code.
 *
 * <p>Guarantees: memory is one ring vector, and one more while a rule needs it, whatever the number of contributions; a refused contribution leaves the sum
 * as it was; the result is the same bits for every order of {@link #add} and every tree of {@link #merge}. Does not know
 * who contributed: whoever calls it sees to it that each client counts once. Not thread safe: several threads take a
 * fold each and merge them.
 */
public final class LinearFold {
    private static final int SMALL_CHANNELS = 4096;

    private final RoundProgram program;
    private final Pipeline pipeline;
    private final LinearQuery query;
    private final ParameterLayout updates;
    private final long[] sum;
    private long count;
    private long totalWeight;

    private LinearFold(RoundProgram program, Pipeline pipeline) {
        this.program = program;
        this.pipeline = pipeline;
        this.query = pipeline.query();
        this.updates = pipeline.updateLayout();
        this.sum = new long[program.encoding().width()];
    }

    /**
     * {@return the empty sum of a round that runs this program}
     *
     * @throws UnknownRuleException if nothing provides one of its rules
     * @throws IllegalArgumentException if its rules do not go together, or are no sum
     */
    public static LinearFold of(RoundProgram program) {
        return of(program, Pipeline.of(program));
    }

    static LinearFold of(RoundProgram program, Pipeline pipeline) {
        if (!pipeline.isLinear()) {
            throw new IllegalArgumentException(
                    "rule: " + program.rule().id() + " (expected: a linear query, whose aggregate is a sum)");
        }
        requireSaneWidth(program.encoding(), pipeline.updateLayout().size());
        return new LinearFold(program, pipeline);
    }

    /** Before anything is allocated: the encoding may come from a stranger's program. */
    private static void requireSaneWidth(RingEncoding encoding, int parameters) {
        int width = encoding.width();
        if (width < parameters || width > 2L * parameters + SMALL_CHANNELS) {
            throw new IllegalArgumentException("encoding: " + width + " elements (expected: the " + parameters
                    + " of an update, and at most as many others)");
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
        add(delta, examples, 0);
    }

    /** Adds a contribution that is so many rounds late; {@return its weight}. Throws as {@link #add} does. */
    public long add(ParameterVector delta, long examples, int staleness) {
        requireLayout(delta.layout());
        long weight = query.weight(examples, staleness);
        requireRoomFor(weight);
        query.accumulate(delta, weight, program.encoding(), sum);
        count++;
        totalWeight += weight;
        return weight;
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

    /**
     * {@return the ring elements of one contribution}, of which {@link #add} adds the very same: for clients whose coordinator
     * is to see the sum only. The fold stays as it is.
     *
     * @throws IllegalArgumentException as {@link #add} does, where nothing was added before
     */
    public RingVector encode(ParameterVector delta, long examples) {
        requireLayout(delta.layout());
        long weight = query.weight(examples);
        if (weight > program.encoding().maxTotalWeight()) {
            throw new IllegalArgumentException(
                    "weight: " + weight + " (expected: <= " + program.encoding().maxTotalWeight() + ")");
        }
        long[] elements = new long[sum.length];
        query.encode(delta, weight, program.encoding(), elements);
        return RingVector.of(elements, program.encoding().ringBits());
    }

    /**
     * Takes a sum of encoded contributions in place of all that was added.
     *
     * @param elements of the program's width and ring
     * @param contributions how many it is of, at least 1
     * @throws IllegalArgumentException if it cannot be a sum of contributions that keep to the program
     */
    public void take(RingVector elements, long contributions) {
        RingEncoding encoding = program.encoding();
        if (elements.length() != encoding.width() || elements.bits() != encoding.ringBits()) {
            throw new IllegalArgumentException("sum: " + elements.length() + " elements of " + elements.bits()
                    + " bits (expected: " + encoding.width() + " of " + encoding.ringBits() + ")");
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] = elements.get(j);
        }
        count = contributions;
        totalWeight = weightOf(contributions);
        if (totalWeight < contributions || totalWeight > encoding.maxTotalWeight()) {
            throw new IllegalArgumentException("total weight: " + totalWeight + " (expected: " + contributions + " to "
                    + encoding.maxTotalWeight() + ")");
        }
    }

    /** Where weights have no channel, each contribution weighs 1. */
    private long weightOf(long contributions) {
        RingEncoding encoding = program.encoding();
        boolean weighs =
                encoding.channels().stream().anyMatch(channel -> channel.name().equals(RingChannel.WEIGHT));
        return weighs ? sum[encoding.offsetOf(RingChannel.WEIGHT)] : contributions;
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
        return finish(pipeline.complete(before), new TreeMap<>());
    }

    /** The same, where filters remember what they are given here. */
    RoundState finish(RoundState complete, SortedMap<String, ParameterVector> filters) {
        if (count == 0) {
            throw new IllegalStateException("contributions: 0 (expected: >= 1)");
        }
        if (!complete.model().layout().equals(program.layout())) {
            throw new IllegalArgumentException(
                    "layout: " + complete.model().layout() + " (expected: " + program.layout() + ")");
        }
        SortedMap<String, ParameterVector> own =
                Pipeline.slotsOf(query.initialSlots(pipeline.shared()), complete.slots());
        Aggregated aggregated = query.conclude(signedSum(), program.encoding(), own);
        SortedMap<String, ParameterVector> remembered = new TreeMap<>(filters);
        remembered.putAll(aggregated.slots());
        return pipeline.step(complete, aggregated.delta(), remembered);
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
        if (!layout.equals(updates)) {
            throw new IllegalArgumentException("layout: " + layout + " (expected: " + updates + ")");
        }
    }

    @Override
    public String toString() {
        return "LinearFold[" + query.id() + ", " + count + " contributions]";
    }
}
