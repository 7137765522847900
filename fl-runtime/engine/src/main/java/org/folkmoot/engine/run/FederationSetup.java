package org.folkmoot.engine.run;

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
import org.folkmoot.engine.ModelGate;

/**
 * All that a run needs to know, checked.
 *
 * @param federation its name
 * @param model the model before round 1
 * @param clients those who take part
 * @param strategy how contributions become a new model
 * @param program what rounds run
 * @param rounds how many rounds the ledger shall hold
 * @param attempts how often a round is tried
 * @param deadline how long an attempt waits for contributions
 * @param threads how many clients of this process train at a time
 * @param seed the public seed, where it was chosen
 * @param evaluator measures new models
 * @param stopping ends the run early
 * @param gate looks at new models
 * @param listeners are told
 * @param ledgers remember checkpoints elsewhere
 * @param witnesses cosign checkpoints
 * @param clock tells the time that proofs claim
 * @param nanoTime measures durations
 */
public record FederationSetup(
        FederationId federation,
        ParameterVector model,
        List<FederationClient> clients,
        AggregationStrategy strategy,
        RoundProgram program,
        int rounds,
        int attempts,
        Duration deadline,
        int threads,
        Optional<Digest> seed,
        Optional<ModelEvaluator> evaluator,
        Optional<EarlyStopping> stopping,
        ModelGate gate,
        List<FederationListener> listeners,
        List<LedgerAdapter> ledgers,
        List<Witness> witnesses,
        Clock clock,
        LongSupplier nanoTime) {

    /** {@return the same with this program} */
    FederationSetup withProgram(RoundProgram value) {
        return new FederationSetup(
                federation,
                model,
                clients,
                strategy,
                value,
                rounds,
                attempts,
                deadline,
                threads,
                seed,
                evaluator,
                stopping,
                gate,
                listeners,
                ledgers,
                witnesses,
                clock,
                nanoTime);
    }
}
