package org.folkmoot.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import org.folkmoot.api.privacy.ClippingStrategy;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.api.privacy.UnsupportedEventException;
import org.folkmoot.privacy.accountant.BestOfAccountant;
import org.folkmoot.privacy.accountant.Calibration;
import org.folkmoot.privacy.clipping.FixedClipping;
import org.folkmoot.privacy.participation.SecretParticipation;
import org.jspecify.annotations.Nullable;

/**
 * What a federation promises to those who take part: a budget for each unit, and how updates are bounded.
 *
 * <p>{@link #plan} says what it takes for a number of rounds: the noise, and what each round costs. Without a secret
 * participation everybody may be known to take part in every round, and the noise is as large as that asks for.
 *
 * <p>Does not guarantee anything by itself: the rounds must be run by the plan, with uniform weights and a fixed denominator, and
 * charged to a ledger. Immutable.
 */
public final class PrivacyPolicy {
    private final PrivacyScope scope;
    private final PrivacyBudget budget;
    private final ClippingStrategy clipping;
    private final @Nullable SecretParticipation participation;
    private final OptionalDouble noiseMultiplier;
    private final int colluders;

    private PrivacyPolicy(Builder builder, ClippingStrategy clipping) {
        this.scope = new PrivacyScope(builder.population, PrivacyUnit.CLIENT, builder.relation);
        this.budget = builder.budget;
        this.clipping = clipping;
        this.participation = builder.participation;
        this.noiseMultiplier = builder.noiseMultiplier;
        this.colluders = builder.colluders;
        scope.release(round(1));
    }

    /** {@return a policy that hides each client, with all that it contributes in all rounds} */
    public static Builder clientLevel(PrivacyBudget budget) {
        return new Builder(requireNonNull(budget, "budget"));
    }

    /** {@return whose budget is spent} */
    public PrivacyScope scope() {
        return scope;
    }

    /** {@return what may be spent of it} */
    public PrivacyBudget budget() {
        return budget;
    }

    /** {@return how updates are bounded in the first round} */
    public ClippingStrategy clipping() {
        return clipping;
    }

    /** {@return how the cohort is drawn in secret, if it is} */
    public Optional<SecretParticipation> participation() {
        return Optional.ofNullable(participation);
    }

    /** {@return how many clients may give away their shares of the noise} */
    public int colluders() {
        return colluders;
    }

    /**
     * {@return what so many rounds take}: the noise that was asked for, or the least that stays within the budget.
     *
     * @throws IllegalArgumentException if the noise that was asked for exceeds the budget within these rounds
     */
    public PrivacyPlan plan(long rounds) {
        PrivacyAccountant accountant = BestOfAccountant.create();
        double multiplier = noiseMultiplier.isPresent()
                ? noiseMultiplier.getAsDouble()
                : Calibration.of(accountant, budget).noiseMultiplier(z -> release(z, rounds));
        PrivacyLoss loss = accountant.epsilon(release(multiplier, rounds), budget.delta());
        if (!loss.isWithin(budget)) {
            throw new IllegalArgumentException("rounds: " + rounds + " with noise multiplier " + multiplier
                    + " cost epsilon " + loss.epsilon() + " at delta " + budget.delta() + " (expected: <= "
                    + budget.epsilon() + ")");
        }
        return new PrivacyPlan(
                scope, budget, multiplier, clipping.updateNoiseMultiplier(multiplier), round(multiplier), rounds, loss);
    }

    private PrivateRelease release(double multiplier, long rounds) {
        return scope.release(round(multiplier).times(rounds));
    }

    private DpEvent round(double multiplier) {
        DpEvent gaussian = new DpEvent.Gaussian(multiplier);
        return participation == null ? gaussian : participation.event(gaussian);
    }

    @Override
    public String toString() {
        return "PrivacyPolicy[" + scope + ", " + budget + ", " + clipping + "]";
    }

    /** Collects a policy; a clip bound is the least that it takes. Not thread safe. */
    public static final class Builder {
        private final PrivacyBudget budget;
        private String population = "clients";
        private NeighboringRelation relation = NeighboringRelation.ADD_OR_REMOVE_ONE;
        private @Nullable ClippingStrategy clipping;
        private @Nullable SecretParticipation participation;
        private OptionalDouble noiseMultiplier = OptionalDouble.empty();
        private int colluders;

        private Builder(PrivacyBudget budget) {
            this.budget = budget;
        }

        /** {@return this, with updates scaled down to this L2 norm} */
        public Builder clip(double bound) {
            return clipping(new FixedClipping(bound));
        }

        /** {@return this, with updates bounded in this way} */
        public Builder clipping(ClippingStrategy value) {
            clipping = requireNonNull(value, "clipping");
            return this;
        }

        /** {@return this, for the population of this name: all that learns from it draws on one budget} */
        public Builder population(String name) {
            population = requireNonNull(name, "population");
            return this;
        }

        /** {@return this, with other neighbours than with and without the client} */
        public Builder relation(NeighboringRelation value) {
            relation = requireNonNull(value, "relation");
            return this;
        }

        /** {@return this, with a cohort that is drawn in secret} It must stay secret for the promise to hold. */
        public Builder participation(SecretParticipation value) {
            participation = requireNonNull(value, "participation");
            return this;
        }

        /** {@return this, with this noise instead of the least that the budget allows} */
        public Builder noiseMultiplier(double value) {
            new DpEvent.Gaussian(value);
            noiseMultiplier = OptionalDouble.of(value);
            return this;
        }

        /** {@return this, with noise in shares that holds even if so many clients tell theirs} */
        public Builder colluders(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("colluders: " + count + " (expected: >= 0)");
            }
            colluders = count;
            return this;
        }

        /**
         * {@return the policy}
         *
         * @throws UnsupportedEventException if participation and relation do not go together
         * @throws IllegalStateException if there is no clip bound
         */
        public PrivacyPolicy build() {
            if (clipping == null) {
                throw new IllegalStateException(
                        "clip: none (expected: a bound, without it one client can do anything)");
            }
            return new PrivacyPolicy(this, clipping);
        }
    }
}
