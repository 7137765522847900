package org.folkmoot.testkit.attack;

import static org.folkmoot.testkit.attack.HonestStatistics.vector;

/**
 * Pushes the model away from where it should go: -c times an honest update.
 *
 * <p>Source: Li et al. 2019 (RSA); in Karimireddy et al. 2022 as bit flipping.
 */
public final class SignFlip {
    private SignFlip() {}

    /** {@return the attack that sends the negative of the client's own update}; it need not know anything of others */
    public static UpdateAttack own() {
        return own(1);
    }

    /**
     * {@return the attack that sends the negative of the client's own update, several times as long}
     *
     * @param scale how many times as long, > 0, finite
     */
    public static UpdateAttack own(double scale) {
        double factor = Positive.require("scale", scale);
        return (view, random) -> view.each(own -> vector(view.layout(), j -> -factor * own.get(j)));
    }

    /** {@return the attack that sends -m} */
    public static UpdateAttack ofHonestMean() {
        return InnerProduct.epsilon(1);
    }
}
