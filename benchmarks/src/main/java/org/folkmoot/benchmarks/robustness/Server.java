package org.folkmoot.benchmarks.robustness;

import java.io.IOException;
import java.util.List;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;

/** The aggregation of a federation without the rest of it. */
final class Server implements AutoCloseable {
    private final RoundFold fold;
    private RoundState state;

    private Server(RoundFold fold, RoundState state) {
        this.fold = fold;
        this.state = state;
    }

    static Server of(AggregationStrategy strategy, ParameterVector initial, int clients) throws IOException {
        ParameterLayout layout = initial.layout();
        List<Stage> stages = strategy.stages(clients);
        Pipeline pipeline = Pipeline.of(layout, stages);
        RoundProgram program = new RoundProgram(
                CollectionKind.CLEAR,
                layout,
                stages,
                pipeline.encoding(clients),
                Participation.all(),
                1,
                Disclosure.auditor());
        return new Server(RoundFold.of(program), pipeline.initialState(initial));
    }

    ParameterVector model() {
        return state.model();
    }

    /** Moves the model by what these updates come to. */
    void step(List<ParameterVector> updates) throws IOException {
        fold.begin(state);
        for (int i = 0; i < updates.size(); i++) {
            fold.add(update(i, updates.get(i)), 0);
        }
        state = fold.finish().state();
    }

    private static ClearUpdate update(int client, ParameterVector delta) {
        Digest any = Digest.sha256();
        Digest pseudonym = Digest.sha256(new byte[] {(byte) client});
        ClientStatement statement = new ClientStatement(
                new FederationId("robustness"),
                AttemptId.first(1),
                pseudonym,
                any,
                any,
                any,
                0,
                any,
                1,
                delta.digest(),
                any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), delta);
    }

    @Override
    public void close() throws IOException {
        fold.close();
    }
}
