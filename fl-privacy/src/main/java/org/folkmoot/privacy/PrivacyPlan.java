package org.folkmoot.privacy;

import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyScope;

/**
 * What a policy takes for a number of rounds.
 *
 * @param scope whose budget
 * @param budget what may be spent
 * @param noiseMultiplier of each round as a whole, what is accounted
 * @param updateNoiseMultiplier of the sum of updates, more than that where clipping releases a count of its own
 * @param roundEvent what each round is charged
 * @param rounds how many
 * @param loss what all of them cost together, with nothing else charged to the scope
 */
public record PrivacyPlan(
        PrivacyScope scope,
        PrivacyBudget budget,
        double noiseMultiplier,
        double updateNoiseMultiplier,
        DpEvent roundEvent,
        long rounds,
        PrivacyLoss loss) {}
