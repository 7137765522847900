package org.folkmoot.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.aggregation.ServerOptimizer;
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
import org.jspecify.annotations.Nullable;

/**
 * The rules of a program, rebuilt from its stages and found to go together: {@code filters → aggregator → server
 * optimiser}, and what clients do before. Compiler, client, coordinator and replay all read a program through this class.
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class Pipeline {
    private final ParameterLayout model;
    private final PersonalGroups personal;
    private final @Nullable LocalRule local;
    private final @Nullable UpdateCodec codec;
    private final List<UpdateFilter> filters;
    private final @Nullable LinearQuery query;
    private final @Nullable SetAggregator aggregator;
    private final ServerOptimizer optimizer;

    private Pipeline(
            ParameterLayout model,
            PersonalGroups personal,
            @Nullable LocalRule local,
            @Nullable UpdateCodec codec,
            List<UpdateFilter> filters,
            @Nullable LinearQuery query,
            @Nullable SetAggregator aggregator,
            ServerOptimizer optimizer) {
        this.model = model;
        this.personal = personal;
        this.local = local;
        this.codec = codec;
        this.filters = filters;
        this.query = query;
        this.aggregator = aggregator;
        this.optimizer = optimizer;
    }

    /**
     * {@return the rules of this program}
     *
     * @throws UnknownRuleException if nothing provides one of them
     * @throws IllegalArgumentException if they do not go together; the message says which and why
     */
    public static Pipeline of(RoundProgram program) {
        return of(program.layout(), program.stages());
    }

    /** {@return the rules of these stages, for models of this layout}; throws as {@link #of(RoundProgram)} does. */
    public static Pipeline of(ParameterLayout model, List<Stage> stages) {
        PersonalGroups personal = PersonalGroups.none();
        LocalRule local = null;
        UpdateCodec codec = null;
        List<UpdateFilter> filters = new ArrayList<>();
        LinearQuery query = null;
        SetAggregator aggregator = null;
        ServerOptimizer optimizer = null;
        for (Stage stage : stages) {
            switch (stage.kind()) {
                case Stage.TRAINING, Stage.WINDOW -> {}
                case Stage.LOCAL -> local = Rules.local(stage);
                case Stage.EXCHANGE -> personal = PersonalGroups.of(stage);
                case Stage.CODEC -> codec = Rules.codec(stage);
                case Stage.FILTER -> filters.add(Rules.filter(stage));
                case Stage.QUERY -> query = Rules.query(stage);
                case Stage.AGGREGATOR -> aggregator = Rules.aggregator(stage);
                case Stage.OPTIMIZER -> optimizer = Rules.optimizer(stage);
                default -> throw new UnknownRuleException(stage.kind(), stage.id(), new TreeSet<>(Stage.KINDS));
            }
        }
        if (optimizer == null) {
            throw new IllegalArgumentException("optimizer: none (expected: one)");
        }
        Pipeline pipeline =
                new Pipeline(model, personal, local, codec, List.copyOf(filters), query, aggregator, optimizer);
        pipeline.requireMeaning();
        return pipeline;
    }

    private void requireMeaning() {
        if ((query == null) == (aggregator == null)) {
            throw new IllegalArgumentException(
                    "query and aggregator: " + (query == null ? "neither" : "both") + " (expected: one of them)");
        }
        requireSameLayout();
        requireExactEnough();
        if (query != null) {
            for (UpdateFilter filter : filters) {
                if (!(filter instanceof NormFilter)) {
                    throw new IllegalArgumentException("filter " + filter.id() + " before " + query.id()
                            + ": it needs a whole set of updates, and a sum never sees one (expected: an aggregator)");
                }
            }
        }
        if (!optimizer.supports(model)) {
            throw new IllegalArgumentException(
                    "layout: " + model + " (expected: one that " + optimizer.id() + " supports)");
        }
        TreeSet<String> names = new TreeSet<>();
        for (SortedMap<String, ParameterVector> own : owned()) {
            for (String name : own.keySet()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException(
                            "slot " + name + ": remembered by two rules (expected: each rule once)");
                }
            }
        }
    }

    private void requireSameLayout() {
        ParameterLayout shared = shared();
        ParameterLayout sent = local == null ? shared : local.updateLayout(shared);
        ParameterLayout taken = query == null ? shared : query.updateLayout(shared);
        if (!sent.equals(taken)) {
            throw new IllegalArgumentException("local rule " + (local == null ? "none" : local.id()) + " sends "
                    + sent.blocks().size() + " blocks of " + sent.size() + " (expected: what "
                    + rule() + " takes, " + taken.blocks().size() + " blocks of " + taken.size() + ")");
        }
    }

    /** Beside differences there are numbers that are wrong once they are rounded or scaled. */
    private void requireExactEnough() {
        if (updateLayout().equals(shared())) {
            return;
        }
        if (codec != null) {
            throw new IllegalArgumentException("codec " + codec.id() + ": loses what " + rule()
                    + " needs exactly (expected: a rule whose updates are differences of the parameters)");
        }
        if (!filters.isEmpty()) {
            throw new IllegalArgumentException("filter " + filters.get(0).id() + ": scales what " + rule()
                    + " needs exactly (expected: a rule whose updates are differences of the parameters)");
        }
    }

    private String rule() {
        return query == null ? aggregator().id() : query.id();
    }

    /** {@return the layout of the parameters that clients share} */
    public ParameterLayout shared() {
        return personal.shared(model);
    }

    /** {@return the layout of what a client sends} */
    public ParameterLayout updateLayout() {
        return query == null ? shared() : query.updateLayout(shared());
    }

    /** {@return which parameters stay at home} */
    public PersonalGroups personal() {
        return personal;
    }

    /** {@return what clients do beyond plain training, if anything} */
    public Optional<LocalRule> local() {
        return Optional.ofNullable(local);
    }

    /** {@return in which form updates travel, if not as they are} */
    public Optional<UpdateCodec> codec() {
        return Optional.ofNullable(codec);
    }

    private boolean clientsRemember() {
        return !personal.isEmpty() || (local != null && local.remembers()) || (codec != null && codec.carriesError());
    }

    /** {@return whether the aggregate is a sum} */
    public boolean isLinear() {
        return query != null;
    }

    /** {@return why contributions that are gathered so do not go with these rules, if so} */
    public Optional<String> objection(CollectionKind collection) {
        if (collection == CollectionKind.BUFFERED) {
            return clientsRemember()
                    ? Optional.of("clients remember from round to round what a late contribution would put out of step"
                            + " (expected: rules that remember nothing, and no personal groups)")
                    : Optional.empty();
        }
        if (collection.showsSingleUpdates()) {
            return Optional.empty();
        }
        if (codec != null && !codec.addsUnderMasks()) {
            return Optional.of("codec " + codec.id() + " gives each client positions of its own, which masks cannot"
                    + " hide (expected: one whose updates add up under masks)");
        }
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
        return !isLinear() || !filters.isEmpty();
    }

    /** {@return why the rules have no meaning with so few contributions, if so} */
    public Optional<String> objection(int contributions) {
        int updates = contributions;
        for (UpdateFilter filter : filters) {
            updates = updates < 1 ? 0 : filter.updatesOf(updates);
        }
        int fewest = aggregator == null ? 1 : aggregator.fewestUpdates();
        return updates >= fewest
                ? Optional.empty()
                : Optional.of(contributions + " contributions leave " + updates + " updates (expected: >= " + fewest
                        + " for " + rule() + ")");
    }

    /**
     * {@return the bounds of a program for cohorts of at most this size, and for sums how they are encoded}
     *
     * @throws IllegalArgumentException if no encoding is free of overflow; the message has the numbers
     */
    public RingEncoding encoding(int cohort) {
        if (query != null) {
            try {
                return query.encoding(updateLayout(), cohort);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("query " + query.id() + ": " + e.getMessage(), e);
            }
        }
        RingChannel delta = new RingChannel(RingChannel.DELTA, updateLayout().size());
        return new RingEncoding(Long.SIZE, 0, aggregator().maxAbs(), cohort, List.of(delta));
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
        for (SortedMap<String, ParameterVector> own : owned()) {
            own.forEach((name, initial) -> {
                ParameterVector known = before.slots().get(name);
                slots.put(name, known != null && known.layout().equals(initial.layout()) ? known : initial);
            });
        }
        return new RoundState(before.model(), slots);
    }

    /** {@return the state after the model moved along this difference}, and the rules remember these slots */
    RoundState step(RoundState before, double[] sharedDelta, SortedMap<String, ParameterVector> remembered) {
        RoundState own = new RoundState(before.model(), slotsOf(optimizerSlots(), before.slots()));
        RoundState stepped = optimizer.step(own, personal.widen(sharedDelta, model));
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
        return filters;
    }

    LinearQuery query() {
        return Optional.ofNullable(query).orElseThrow();
    }

    SetAggregator aggregator() {
        return Optional.ofNullable(aggregator).orElseThrow();
    }

    /** What each rule remembers before the first round. */
    private List<SortedMap<String, ParameterVector>> owned() {
        List<SortedMap<String, ParameterVector>> owned = new ArrayList<>();
        for (UpdateFilter filter : filters) {
            owned.add(filter.initialSlots(shared()));
        }
        owned.add(query == null ? aggregator().initialSlots(shared()) : query.initialSlots(shared()));
        owned.add(optimizerSlots());
        return owned;
    }

    private SortedMap<String, ParameterVector> optimizerSlots() {
        return optimizer.initialState(ParameterVector.zeros(model)).slots();
    }
}
