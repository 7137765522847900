package org.folkmoot.testkit.attack;

import static org.folkmoot.testkit.attack.HonestStatistics.vector;

import java.util.List;
import org.folkmoot.api.model.ParameterVector;

/**
 * One attacker under many names: all malicious clients send what the first of them would.
 *
 * <p>Source: Douceur 2002; Fung et al. 2020 (FoolsGold), whose defence looks for just this.
 */
public final class Sybil {
    private Sybil() {}

    /** {@return the attack whose clients all send the same bits} */
    public static UpdateAttack copies(UpdateAttack attack) {
        return (view, random) -> view.all(attack.forge(view, random).get(0));
    }

    /**
     * {@return the attack whose clients send one update, each with noise of its own, so that no two are equal}
     *
     * @param deviation standard deviation of the normal noise, in parameter units, > 0, finite
     */
    public static UpdateAttack disguised(UpdateAttack attack, double deviation) {
        double scale = Positive.require("deviation", deviation);
        return (view, random) -> {
            List<ParameterVector> forged = attack.forge(view, random);
            ParameterVector shared = forged.get(0);
            return view.each(own -> vector(shared.layout(), j -> shared.get(j) + scale * random.nextGaussian()));
        };
    }
}
