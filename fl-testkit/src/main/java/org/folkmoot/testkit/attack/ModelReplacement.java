package org.folkmoot.testkit.attack;

import static org.folkmoot.testkit.attack.HonestStatistics.vector;

import org.folkmoot.api.model.ParameterVector;

/**
 * Puts the attacker's model, usually one with a backdoor, in the place of the next global one: its own update, longer.
 * Train the attacker on {@link LabelFlip}ped or marked examples to give it a purpose.
 *
 * <p>Source: Bagdasaryan et al. 2020 (scaling by n over the learning rate; to the bound of a check of norms).
 */
public final class ModelReplacement {
    private ModelReplacement() {}

    /**
     * {@return the attack that multiplies its own update}
     *
     * @param gamma usually the number of clients, over the server's learning rate; > 0, finite
     */
    public static UpdateAttack scaled(double gamma) {
        double factor = Positive.require("gamma", gamma);
        return (view, random) -> view.each(own -> vector(view.layout(), j -> factor * own.get(j)));
    }

    /**
     * {@return the attack that stretches its own update to the longest that a check of norms lets through}
     *
     * @param norm the L2 norm of what it sends, > 0, finite; an update of zeros stays
     */
    public static UpdateAttack toNorm(double norm) {
        double bound = Positive.require("norm", norm);
        return (view, random) -> view.each(own -> stretched(own, bound));
    }

    private static ParameterVector stretched(ParameterVector own, double norm) {
        double length = HonestStatistics.length(own.toDoubleArray());
        double factor = length > 0 ? norm / length : 0;
        return vector(own.layout(), j -> factor * own.get(j));
    }
}
