package org.folkmoot.testkit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.folkmoot.api.model.ParameterVector;

/**
 * Tunes an attack against one rule: of a family with one strength, the member whose aggregate is furthest (L2) from the
 * honest mean, by a line search of 20 evaluations from zero. It takes steps of 10, doubled while they help, then times
 * 0.8.
 *
 * <p>A local search: it promises a strong attack, not the strongest. Costs 20 aggregations.
 *
 * <p>Source: Shejwalkar and Houmansadr 2021 (attacks that know the rule); the search is that of ByzFL's optimal attacks.
 */
public final class Strongest implements UpdateAttack {
    private static final int EVALUATIONS = 20;
    private static final double FIRST_STEP = 10;
    private static final double EXPANSION = 2;
    private static final double CONTRACTION = 0.8;

    private final DoubleFunction<UpdateAttack> family;
    private final Function<List<ParameterVector>, ParameterVector> rule;

    private Strongest(DoubleFunction<UpdateAttack> family, Function<List<ParameterVector>, ParameterVector> rule) {
        this.family = family;
        this.rule = rule;
    }

    /**
     * {@return the attack}
     *
     * @param family attacks by strength from 0, such as {@code InnerProduct::epsilon} or {@code LittleIsEnough::z}
     * @param rule the aggregation under attack, given the honest updates and after them the malicious
     */
    public static Strongest of(
            DoubleFunction<UpdateAttack> family, Function<List<ParameterVector>, ParameterVector> rule) {
        return new Strongest(family, rule);
    }

    @Override
    public List<ParameterVector> forge(AttackerView view, RandomGenerator random) {
        double[] honest = view.statistics().mean();
        double best = 0;
        double damage = damage(best, view, honest, random);
        double step = FIRST_STEP;
        double growth = EXPANSION;
        for (int evaluation = 1; evaluation < EVALUATIONS; evaluation++) {
            double tried = damage(best + step, view, honest, random);
            if (tried > damage) {
                damage = tried;
                best += step;
            } else {
                growth = CONTRACTION;
            }
            step *= growth;
        }
        return family.apply(best).forge(view, random);
    }

    private double damage(double strength, AttackerView view, double[] honest, RandomGenerator random) {
        List<ParameterVector> updates = new ArrayList<>(view.honest());
        updates.addAll(family.apply(strength).forge(view, random));
        return HonestStatistics.squaredDistance(honest, rule.apply(updates));
    }
}
