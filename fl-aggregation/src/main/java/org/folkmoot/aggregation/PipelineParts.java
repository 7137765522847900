package org.folkmoot.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.folkmoot.aggregation.local.PersonalGroups;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.NormFilter;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.api.training.LocalRule;
import org.jspecify.annotations.Nullable;

/**
 * The rules that the stages of a program name, and whether they go together.
 *
 * @param model the layout of models
 * @param personal what stays at home
 * @param local what clients do beyond plain training
 * @param codec in which form updates travel
 * @param filters in order
 * @param query the sum, if it is one
 * @param aggregator what looks at updates one by one, otherwise
 * @param optimizer how the difference moves the model
 */
record PipelineParts(
        ParameterLayout model,
        PersonalGroups personal,
        @Nullable LocalRule local,
        @Nullable UpdateCodec codec,
        List<UpdateFilter> filters,
        @Nullable LinearQuery query,
        @Nullable SetAggregator aggregator,
        ServerOptimizer optimizer) {
    /** Copies the filters. */
    PipelineParts {
        filters = List.copyOf(filters);
    }

    /** {@return the rules of these stages}; throws as {@link Pipeline#of(RoundProgram)} does. */
    static PipelineParts of(ParameterLayout model, List<Stage> stages) {
        PersonalGroups personal = PersonalGroups.none();
        LocalRule local = null;
        UpdateCodec codec = null;
        List<UpdateFilter> filters = new ArrayList<>();
        LinearQuery query = null;
        SetAggregator aggregator = null;
        ServerOptimizer optimizer = null;
        for (Stage stage : stages) {
            switch (stage.kind()) {
                case Stage.TRAINING, Stage.WINDOW, Stage.SECURE -> {}
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
        PipelineParts parts = new PipelineParts(model, personal, local, codec, filters, query, aggregator, optimizer);
        parts.requireMeaning();
        return parts;
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

    /** {@return the id of what makes one difference of contributions} */
    String rule() {
        return query == null ? requireNonNull(aggregator).id() : query.id();
    }

    /** {@return whether clients carry something from round to round} */
    boolean clientsRemember() {
        return !personal.isEmpty() || (local != null && local.remembers()) || (codec != null && codec.carriesError());
    }

    /** {@return the layout of the parameters that clients share} */
    ParameterLayout shared() {
        return personal.shared(model);
    }

    /** {@return the layout of what a client sends} */
    ParameterLayout updateLayout() {
        return query == null ? shared() : query.updateLayout(shared());
    }

    /** What each rule remembers before the first round. */
    List<SortedMap<String, ParameterVector>> owned() {
        List<SortedMap<String, ParameterVector>> owned = new ArrayList<>();
        for (UpdateFilter filter : filters) {
            owned.add(filter.initialSlots(shared()));
        }
        owned.add(query == null ? requireNonNull(aggregator).initialSlots(shared()) : query.initialSlots(shared()));
        owned.add(optimizerSlots());
        return owned;
    }

    /** {@return what the optimiser remembers before the first round} */
    SortedMap<String, ParameterVector> optimizerSlots() {
        return optimizer.initialState(ParameterVector.zeros(model)).slots();
    }
}
