package org.folkmoot.aggregation;

import java.util.List;
import java.util.SortedMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;

/** Programs and contributions for the tests of this package. */
final class Programs {
    private Programs() {}

    static RoundProgram of(LinearQuery query, ServerOptimizer optimizer, ParameterLayout layout, int maxClients) {
        return of(query, optimizer, layout, maxClients, 1);
    }

    static RoundProgram of(
            LinearQuery query, ServerOptimizer optimizer, ParameterLayout layout, int maxClients, int minimum) {
        return new RoundProgram(
                CollectionKind.CLEAR,
                layout,
                List.of(queryStage(query.id(), query.parameters()), optimizerStage(optimizer)),
                query.encoding(layout, maxClients),
                Participation.all(),
                minimum,
                Disclosure.auditor());
    }

    static RoundProgram of(LinearQuery query, ParameterLayout layout, int maxClients) {
        return of(query, ServerSgd.defaults(), layout, maxClients);
    }

    static Stage queryStage(String id, SortedMap<String, String> parameters) {
        return new Stage(Stage.QUERY, id, StagePlacement.SERVER, parameters);
    }

    static Stage optimizerStage(ServerOptimizer optimizer) {
        return new Stage(Stage.OPTIMIZER, optimizer.id(), StagePlacement.SERVER, optimizer.parameters());
    }

    static ClearUpdate update(ParameterVector delta, long examples) {
        Digest any = Digest.sha256();
        ClientStatement statement = new ClientStatement(
                new FederationId("test"), AttemptId.first(1), any, any, any, any, 0, any, examples, any, any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), delta);
    }
}
