package org.folkmoot.testkit.attack;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * What an omniscient attacker knows of a round.
 *
 * @param honest the updates of the honest clients, at least one, all of one layout
 * @param own what each malicious client would have sent were it honest, at least one
 * @param previousDelta by how much the global model moved in the last round; zero before the first
 */
public record AttackerView(List<ParameterVector> honest, List<ParameterVector> own, ParameterVector previousDelta) {
    /** Rejects a view of nothing, and one of several layouts. */
    public AttackerView {
        honest = List.copyOf(honest);
        own = List.copyOf(own);
        requireSome("honest", honest);
        requireSome("own", own);
        ParameterLayout layout = previousDelta.layout();
        requireLayout("honest", honest, layout);
        requireLayout("own", own, layout);
    }

    /**
     * {@return the view of malicious clients that have no data, so that their own updates are the mean of the honest}
     *
     * @param attackers the number of malicious clients, at least 1
     */
    public static AttackerView of(List<ParameterVector> honest, int attackers) {
        requireSome("honest", honest);
        ParameterLayout layout = honest.get(0).layout();
        ParameterVector mean =
                ParameterVector.of(layout, HonestStatistics.of(honest).mean());
        return new AttackerView(honest, Collections.nCopies(attackers, mean), ParameterVector.zeros(layout));
    }

    /** {@return the view of one client that sees nobody else, and takes its own update for the honest one} */
    public static AttackerView alone(ParameterVector own, ParameterVector previousDelta) {
        return new AttackerView(List.of(own), List.of(own), previousDelta);
    }

    /** {@return the layout of all updates} */
    public ParameterLayout layout() {
        return previousDelta.layout();
    }

    /** {@return the same update for each malicious client} */
    List<ParameterVector> all(ParameterVector update) {
        return Collections.nCopies(own.size(), update);
    }

    /** {@return for each malicious client what the function makes of its own update} */
    List<ParameterVector> each(UnaryOperator<ParameterVector> change) {
        return own.stream().map(change).toList();
    }

    HonestStatistics statistics() {
        return HonestStatistics.of(honest);
    }

    private static void requireSome(String name, List<ParameterVector> updates) {
        if (updates.isEmpty()) {
            throw new IllegalArgumentException(name + ": [] (expected: at least one update)");
        }
    }

    private static void requireLayout(String name, List<ParameterVector> updates, ParameterLayout layout) {
        for (ParameterVector update : updates) {
            if (!update.layout().equals(layout)) {
                throw new IllegalArgumentException(
                        "layout of " + name + ": " + update.layout() + " (expected: " + layout + ")");
            }
        }
    }
}
