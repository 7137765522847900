package org.folkmoot.aggregation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.api.training.LocalRule;

/**
 * The rules of a program, rebuilt from its stages and found to go together: {@code filters → aggregator → server
 * optimiser}, and what clients do before. Compiler, client, coordinator and replay all read a program through this class.
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class Pipeline {
    /** An aggregator's update may have no larger values: filters and rules square lengths, and a square must be finite. */
    private static final double LARGEST_FOR_SETS = 0x1p400;

    private final PipelineParts parts;

    private Pipeline(PipelineParts parts) {
        this.parts = parts;
    }

    /**
     * {@return the rules of this program}
     *
     * @throws UnknownRuleException if nothing provides one of them
     * @throws IllegalArgumentException if they do not go together; the message says which and why
     */
    public static Pipeline of(RoundProgram program) {
        Pipeline pipeline = of(program.layout(), program.stages());
        SetAggregator aggregator = pipeline.parts.aggregator();
        if (aggregator != null && program.encoding().maxAbs() != aggregator.maxAbs()) {
            throw new IllegalArgumentException("maxAbs: " + program.encoding().maxAbs() + " (expected: "
                    + aggregator.maxAbs() + ", that of " + aggregator.id() + ")");
        }
        return pipeline;
    }

    /** {@return the rules of these stages, for models of this layout}; throws as {@link #of(RoundProgram)} does. */
    public static Pipeline of(ParameterLayout model, List<Stage> stages) {
        return new Pipeline(PipelineParts.of(model, stages));
    }

    /** {@return the layout of the parameters that clients share} */
    public ParameterLayout shared() {
        return parts.shared();
    }

    /** {@return the layout of what a client sends} */
    public ParameterLayout updateLayout() {
        return parts.updateLayout();
    }

    /** {@return which parameters stay at home} */
    public PersonalGroups personal() {
        return parts.personal();
    }

    /** {@return what clients do beyond plain training, if anything} */
    public Optional<LocalRule> local() {
        return Optional.ofNullable(parts.local());
    }

    /** {@return in which form updates travel, if not as they are} */
    public Optional<UpdateCodec> codec() {
        return Optional.ofNullable(parts.codec());
    }

    /** {@return whether the aggregate is a sum} */
    public boolean isLinear() {
        return parts.query() != null;
    }

    /** {@return why contributions that are gathered so do not go with these rules, if so} */
    public Optional<String> objection(CollectionKind collection) {
        if (collection == CollectionKind.BUFFERED) {
            return parts.clientsRemember()
                    ? Optional.of("clients remember from round to round what a late contribution would put out of step"
                            + " (expected: rules that remember nothing, and no personal groups)")
                    : Optional.empty();
        }
        if (collection.showsSingleUpdates()) {
            return Optional.empty();
        }
        UpdateCodec codec = parts.codec();
        if (codec != null && !codec.addsUnderMasks()) {
            return Optional.of("codec " + codec.id() + " gives each client positions of its own, which masks cannot"
                    + " hide (expected: one whose updates add up under masks)");
        }
        LinearQuery query = parts.query();
        if (query != null && query.checksSingleUpdates()) {
            return Optional.of(query.id() + " takes numbers on a client's word, which a sum cannot check (expected: a"
                    + " collection that shows single updates)");
        }
        boolean groups = collection == CollectionKind.GROUPED && !isLinear();
        return needsSingleUpdates() && !groups
                ? Optional.of(
                        "it shows sums only (expected: one that shows single updates, for filters and aggregators)")
                : Optional.empty();
    }

    private boolean needsSingleUpdates() {
        return !isLinear() || !parts.filters().isEmpty();
    }

    /** {@return why the rules have no meaning with so few contributions, if so} */
    public Optional<String> objection(int contributions) {
        int updates = contributions;
        for (UpdateFilter filter : parts.filters()) {
            updates = updates < 1 ? 0 : filter.updatesOf(updates);
        }
        SetAggregator aggregator = parts.aggregator();
        int fewest = aggregator == null ? 1 : aggregator.fewestUpdates();
        return updates >= fewest
                ? Optional.empty()
                : Optional.of(contributions + " contributions leave " + updates + " updates (expected: >= " + fewest
                        + " for " + parts.rule() + ")");
    }

    /**
     * {@return the bounds of a program for cohorts of at most this size, and for sums how they are encoded}
     *
     * @throws IllegalArgumentException if no encoding is free of overflow; the message has the numbers
     */
    public RingEncoding encoding(int cohort) {
        LinearQuery query = parts.query();
        if (query != null) {
            try {
                return query.encoding(updateLayout(), cohort);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("query " + query.id() + ": " + e.getMessage(), e);
            }
        }
        double maxAbs = aggregator().maxAbs();
        if (maxAbs > LARGEST_FOR_SETS) {
            throw new IllegalArgumentException(
                    "maxAbs: " + maxAbs + " (expected: <= 2^400, so that squares of lengths stay finite)");
        }
        if (updateLayout().bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("update: " + updateLayout().bytes()
                    + " bytes (expected: <= 2^31 - 1 for " + parts.rule() + ", which maps updates one by one)");
        }
        RingChannel delta = new RingChannel(RingChannel.DELTA, updateLayout().size());
        return new RingEncoding(Long.SIZE, 0, maxAbs, cohort, List.of(delta));
    }

    /** {@return the state before the first round} */
    public RoundState initialState(ParameterVector initial) {
        return complete(RoundState.of(initial));
    }

    /**
     * {@return the state as this program takes it}: what its rules remember, from the state where that has it, and as
     * before the first round where not; what other programs' rules remembered is gone.
     */
    public RoundState complete(RoundState before) {
        SortedMap<String, ParameterVector> slots = new TreeMap<>();
        for (SortedMap<String, ParameterVector> own : parts.owned()) {
            own.forEach((name, initial) -> {
                ParameterVector known = before.slots().get(name);
                slots.put(name, known != null && known.layout().equals(initial.layout()) ? known : initial);
            });
        }
        return new RoundState(before.model(), slots);
    }

    /** {@return the state after the model moved along this difference}, and the rules remember these slots */
    RoundState step(RoundState before, double[] sharedDelta, SortedMap<String, ParameterVector> remembered) {
        RoundState own = new RoundState(before.model(), slotsOf(parts.optimizerSlots(), before.slots()));
        RoundState stepped = parts.optimizer().step(own, parts.personal().widen(sharedDelta, parts.model()));
        SortedMap<String, ParameterVector> slots = new TreeMap<>(remembered);
        slots.putAll(stepped.slots());
        return new RoundState(stepped.model(), slots);
    }

    /** {@return those of the slots that a rule owns which starts with these} */
    static SortedMap<String, ParameterVector> slotsOf(
            SortedMap<String, ParameterVector> initial, SortedMap<String, ParameterVector> slots) {
        SortedMap<String, ParameterVector> own = new TreeMap<>(slots);
        own.keySet().retainAll(initial.keySet());
        return own;
    }

    List<UpdateFilter> filters() {
        return parts.filters();
    }

    LinearQuery query() {
        return Optional.ofNullable(parts.query()).orElseThrow();
    }

    SetAggregator aggregator() {
        return Optional.ofNullable(parts.aggregator()).orElseThrow();
    }
}
