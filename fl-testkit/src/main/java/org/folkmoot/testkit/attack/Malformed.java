package org.folkmoot.testkit.attack;

import static org.folkmoot.testkit.attack.HonestStatistics.vector;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/**
 * Updates that no training gives: one of them must not change a round but by being rejected. Frameworks in use let a
 * single client of NaN win Krum, and broadcast a scalar over a layer.
 */
public final class Malformed {
    /** Finite in float32, and squared not. */
    public static final double HUGE = 1e30;

    private Malformed() {}

    /** {@return the attack that sends this value everywhere, such as NaN, an infinity or {@link #HUGE}} */
    public static UpdateAttack everywhere(double value) {
        return (view, random) -> view.all(vector(view.layout(), j -> value));
    }

    /**
     * {@return the attack that sends the client's own update with this value at one position}
     *
     * @param position from the beginning, or, negative, from the end: -1 is the last
     */
    public static UpdateAttack at(int position, double value) {
        return (view, random) -> {
            int place = Math.floorMod(position, view.layout().size());
            return view.each(own -> vector(view.layout(), j -> j == place ? value : own.get(j)));
        };
    }

    /** {@return the attack that sends one parameter more than the layout has} */
    public static UpdateAttack tooLong() {
        return (view, random) -> view.each(own -> {
            List<ParameterBlock> blocks = new ArrayList<>(view.layout().blocks());
            blocks.add(ParameterBlock.trainable(unusedName(view.layout()), 1));
            return relaid(own, new ParameterLayout(view.layout().elementType(), blocks));
        });
    }

    /** {@return the attack that sends a single parameter, in the hope that it is broadcast} */
    public static UpdateAttack scalar(double value) {
        return (view, random) -> view.all(vector(
                new ParameterLayout(view.layout().elementType(), List.of(ParameterBlock.trainable("scalar", 1))),
                j -> value));
    }

    private static String unusedName(ParameterLayout layout) {
        StringBuilder name = new StringBuilder("extra");
        while (layout.blocks().stream().anyMatch(block -> block.name().contentEquals(name))) {
            name.append('+');
        }
        return name.toString();
    }

    private static ParameterVector relaid(ParameterVector own, ParameterLayout layout) {
        return vector(layout, j -> j < own.size() ? own.get(j) : 0);
    }
}
