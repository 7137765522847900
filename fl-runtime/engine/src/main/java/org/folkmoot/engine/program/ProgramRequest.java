package org.folkmoot.engine.program;

import java.util.List;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.training.LocalTraining;

/**
 * All that a program is compiled from.
 *
 * @param layout of the model
 * @param clients who may be invited
 * @param strategy how contributions become a new model
 * @param training what clients do
 * @param collection how contributions are gathered
 * @param participation which share of the clients a round invites
 * @param disclosure what is kept of a round, for whom and for how long
 * @param minimumClients fewest contributions of a committed round; 0 for half of the cohort, rounded up
 * @param versionWindow how many rounds late a contribution may be; for buffered collections
 */
public record ProgramRequest(
        ParameterLayout layout,
        List<FederationClient> clients,
        AggregationStrategy strategy,
        LocalTraining training,
        CollectionKind collection,
        Participation participation,
        Disclosure disclosure,
        int minimumClients,
        int versionWindow) {
    /** Copies the clients. */
    public ProgramRequest {
        clients = List.copyOf(clients);
    }

    /** A request for a collection that takes no late contributions. */
    public ProgramRequest(
            ParameterLayout layout,
            List<FederationClient> clients,
            AggregationStrategy strategy,
            LocalTraining training,
            CollectionKind collection,
            Participation participation,
            Disclosure disclosure,
            int minimumClients) {
        this(layout, clients, strategy, training, collection, participation, disclosure, minimumClients, 0);
    }
}
