package org.folkmoot.aggregation.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;

/**
 * Which parameter groups stay at home: each client keeps and trains its own, and nobody else ever sees them. The batch-norm
 * groups make it FedBN (Li et al. 2021), the last layers FedPer (Arivazhagan et al. 2019), a classifier head FedRep's
 * exchange (Collins et al. 2021; its order of training, head first, is not asked for).
 *
 * <p>Guarantee: what is sent has a layout without these groups, so a client cannot send them by mistake; in the global model
 * they stay as they were before the first round. Immutable.
 */
public final class PersonalGroups {
    /** The id of the stage. */
    public static final String ID = "folkmoot/personal-groups/1";

    private static final String GROUPS = "groups";
    private static final PersonalGroups NONE = new PersonalGroups(new TreeSet<>());

    private final SortedSet<String> groups;

    private PersonalGroups(SortedSet<String> groups) {
        this.groups = groups;
    }

    /** {@return that nothing stays at home} */
    public static PersonalGroups none() {
        return NONE;
    }

    /**
     * {@return that these groups stay at home}
     *
     * @param groups names of groups of the model's layout; without commas
     */
    public static PersonalGroups of(Collection<String> groups) {
        for (String group : groups) {
            if (group.isEmpty() || group.contains(",")) {
                throw new IllegalArgumentException("group: \"" + group + "\" (expected: a name without commas)");
            }
        }
        return groups.isEmpty() ? NONE : new PersonalGroups(new TreeSet<>(groups));
    }

    /**
     * {@return the groups of this stage}
     *
     * @throws IllegalArgumentException if it is another rule, or not in the one form that {@link #stage} writes
     */
    public static PersonalGroups of(Stage stage) {
        if (!stage.kind().equals(Stage.EXCHANGE) || !stage.id().equals(ID)) {
            throw new IllegalArgumentException("exchange: " + stage.id() + " (expected: " + ID + ")");
        }
        RuleParameters given = new RuleParameters(stage.parameters());
        PersonalGroups read = of(List.of(given.text(GROUPS).split(",")));
        given.requireExactly(read.stage().parameters());
        return read;
    }

    /** {@return the stage that says so} */
    public Stage stage() {
        SortedMap<String, String> parameters = RuleParameters.of(GROUPS, names());
        return new Stage(Stage.EXCHANGE, ID, StagePlacement.CLIENT, parameters);
    }

    /** {@return the groups, sorted, with commas between them} */
    public String names() {
        return String.join(",", groups);
    }

    /** {@return whether every parameter is shared} */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * {@return the layout of what is shared}
     *
     * @throws IllegalArgumentException if the model lacks one of the groups, or nothing would be shared
     */
    public ParameterLayout shared(ParameterLayout model) {
        SortedSet<String> missing = new TreeSet<>(groups);
        List<ParameterBlock> shared = new ArrayList<>();
        for (ParameterBlock block : model.blocks()) {
            missing.remove(block.group());
            if (!groups.contains(block.group())) {
                shared.add(block);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("personal groups: " + missing + " (expected: groups of the model)");
        }
        if (shared.isEmpty()) {
            throw new IllegalArgumentException("personal groups: " + groups + " (expected: not all of the model)");
        }
        return groups.isEmpty() ? model : new ParameterLayout(model.elementType(), shared);
    }

    /** {@return the shared part of a vector of the model's layout} */
    public ParameterVector share(ParameterVector whole) {
        return isEmpty() ? whole : gather(whole, shared(whole.layout()), false);
    }

    /**
     * {@return the part that stays at home, as a flat vector}
     *
     * @throws IllegalArgumentException if nothing does
     */
    public ParameterVector keep(ParameterVector whole) {
        return gather(whole, kept(whole.layout()), true);
    }

    private ParameterLayout kept(ParameterLayout model) {
        int size = model.size() - shared(model).size();
        if (size == 0) {
            throw new IllegalArgumentException("personal groups: [] (expected: at least one)");
        }
        return ParameterLayout.flat(model.elementType(), size);
    }

    /**
     * {@return the vector of the model's layout with the shared part given and the rest from {@code home}}
     *
     * @param shared of the layout of what is shared
     * @param home of the model's layout; only what stays at home is taken from it
     */
    public ParameterVector join(ParameterVector shared, ParameterVector home) {
        requireLayout(shared.layout(), shared(home.layout()));
        return isEmpty() ? shared : scatter(shared, home, false);
    }

    /**
     * {@return the vector of the model's layout whose home part is the one that {@link #keep} gave}, its shared part zero.
     *
     * @param kept as {@link #keep} gave it
     */
    public ParameterVector unpack(ParameterVector kept, ParameterLayout model) {
        requireLayout(kept.layout(), kept(model));
        return scatter(kept, ParameterVector.zeros(model), true);
    }

    /** {@return a difference of the shared parameters as one of all, zero where parameters stay at home} */
    public double[] widen(double[] shared, ParameterLayout model) {
        if (isEmpty()) {
            return shared;
        }
        double[] wide = new double[model.size()];
        copy(model, false, (at, from, length) -> System.arraycopy(shared, from, wide, at, length));
        return wide;
    }

    private ParameterVector gather(ParameterVector whole, ParameterLayout layout, boolean home) {
        double[] part = new double[layout.size()];
        copy(whole.layout(), home, (at, to, length) -> whole.copyTo(at, part, to, length));
        return ParameterVector.of(layout, part);
    }

    private ParameterVector scatter(ParameterVector part, ParameterVector whole, boolean home) {
        double[] joined = whole.toDoubleArray();
        copy(whole.layout(), home, (at, from, length) -> part.copyTo(from, joined, at, length));
        return ParameterVector.of(whole.layout(), joined);
    }

    private void copy(ParameterLayout model, boolean home, Stretch stretch) {
        int inWhole = 0;
        int inPart = 0;
        for (ParameterBlock block : model.blocks()) {
            if (groups.contains(block.group()) == home) {
                stretch.copy(inWhole, inPart, block.size());
                inPart += block.size();
            }
            inWhole += block.size();
        }
    }

    private static void requireLayout(ParameterLayout given, ParameterLayout expected) {
        if (!given.equals(expected)) {
            throw new IllegalArgumentException("layout: " + given + " (expected: " + expected + ")");
        }
    }

    @Override
    public String toString() {
        return "PersonalGroups" + groups;
    }

    /** Copies a block between a whole vector and a part of it. */
    @FunctionalInterface
    private interface Stretch {
        void copy(int inWhole, int inPart, int length);
    }
}
