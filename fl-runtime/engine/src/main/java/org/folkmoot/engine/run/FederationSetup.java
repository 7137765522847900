package org.folkmoot.engine.run;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.engine.EarlyStopping;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.Governance;
import org.folkmoot.engine.ModelGate;
import org.folkmoot.engine.attempt.PhaseLimits;

/**
 * All that a run needs to know, checked.
 *
 * @param founding what the charter fixes
 * @param clients those who take part
 * @param strategy how contributions become a new model
 * @param program what rounds run
 * @param plan how long, how often, and with what care
 * @param bystanders who hears of it
 * @param sources where time and chance come from
 */
public record FederationSetup(
        Founding founding,
        List<FederationClient> clients,
        AggregationStrategy strategy,
        RoundProgram program,
        Plan plan,
        Bystanders bystanders,
        Sources sources) {

    FederationId federation() {
        return founding.federation();
    }

    ParameterVector model() {
        return founding.model();
    }

    Optional<Digest> seed() {
        return founding.seed();
    }

    /** {@return the same with this program} */
    FederationSetup withProgram(RoundProgram value) {
        return new FederationSetup(founding, clients, strategy, value, plan, bystanders, sources);
    }

    /** {@return when an attempt with so many invited clients stops waiting} */
    PhaseLimits limits(int cohort) {
        int goal = Math.min(cohort, plan.goal().orElse(cohort));
        return new PhaseLimits(goal, program.minimumClients(), plan.deadline());
    }

    /**
     * What the charter fixes.
     *
     * @param federation its name
     * @param model the model before round 1
     * @param seed the public seed, where it was chosen
     * @param governance who may decide what, where it was chosen
     */
    public record Founding(
            FederationId federation, ParameterVector model, Optional<Digest> seed, Optional<Governance> governance) {}

    /**
     * How long, how often, and with what care. Nothing of it is in the program: it decides who is in time, not what is
     * computed.
     *
     * @param rounds how many rounds the ledger shall hold
     * @param attempts how often a round is tried
     * @param goal at how many contributions that count an attempt stops waiting; empty for the whole cohort
     * @param deadline how long an attempt waits for contributions
     * @param threads how many clients of this process train at a time
     * @param stallAfter after this time a client no longer keeps others from working
     * @param evaluator measures new models
     * @param stopping ends the run early
     * @param gate looks at new models
     */
    public record Plan(
            int rounds,
            int attempts,
            Optional<Integer> goal,
            Duration deadline,
            int threads,
            Duration stallAfter,
            Optional<ModelEvaluator> evaluator,
            Optional<EarlyStopping> stopping,
            ModelGate gate) {}

    /**
     * Who hears of a run without taking part.
     *
     * @param listeners are told
     * @param ledgers remember checkpoints elsewhere
     * @param witnesses cosign checkpoints
     */
    public record Bystanders(
            List<FederationListener> listeners, List<LedgerAdapter> ledgers, List<Witness> witnesses) {}

    /**
     * Where time and chance come from.
     *
     * @param clock tells the time that proofs claim
     * @param nanoTime measures durations
     * @param random for keys, salts and seeds
     */
    public record Sources(Clock clock, LongSupplier nanoTime, SecureRandom random) {}
}
