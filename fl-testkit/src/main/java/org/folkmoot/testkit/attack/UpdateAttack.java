package org.folkmoot.testkit.attack;

import java.util.List;
import java.util.random.RandomGenerator;
import org.folkmoot.api.model.ParameterVector;

/**
 * Makes the updates of malicious clients from what the worst of attackers knows.
 *
 * <p>Contract: changes nothing that it is given; all chance comes from the generator; computes in double, in order, so
 * that the same view and chance give the same bits.
 */
@FunctionalInterface
public interface UpdateAttack {
    /** {@return one update for each malicious client of the view, in the order of their own} */
    List<ParameterVector> forge(AttackerView view, RandomGenerator random);
}
