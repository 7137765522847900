package org.folkmoot.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
import org.folkmoot.api.training.LocalOutcome;
import org.folkmoot.api.training.LocalTraining;

/** Rounds of a strategy, from its stages through the same fold that a coordinator runs, without the rest of the engine. */
public final class ExactFederation {
    private final Pipeline pipeline;
    private final RoundProgram program;
    private final List<ExactClient> clients;
    private final LocalTraining training;
    private OptionalInt attacker = OptionalInt.empty();

    /** A federation in which all clients take part in each round. */
    public ExactFederation(
            AggregationStrategy strategy, ParameterLayout layout, List<ExactClient> clients, LocalTraining training) {
        List<Stage> stages = strategy.stages(clients.size());
        this.pipeline = Pipeline.of(layout, stages);
        this.program = new RoundProgram(
                CollectionKind.CLEAR,
                layout,
                stages,
                pipeline.encoding(clients.size()),
                Participation.all(),
                1,
                Disclosure.auditor());
        this.clients = List.copyOf(clients);
        this.training = training;
    }

    /** {@return the same federation, where this client sends the opposite of what it should} */
    public ExactFederation withAttacker(int client) {
        attacker = OptionalInt.of(client);
        return this;
    }

    /** {@return the state before the first round} */
    public RoundState initialState(ParameterVector model) {
        return pipeline.initialState(model);
    }

    /** {@return the state after so many rounds} */
    public RoundState run(RoundState before, long rounds) throws Exception {
        RoundState state = before;
        try (RoundFold fold = RoundFold.of(program)) {
            for (long round = 0; round < rounds; round++) {
                fold.begin(state);
                for (ClearUpdate update : updates(state)) {
                    fold.add(update, 0);
                }
                state = fold.finish().state();
            }
        }
        return state;
    }

    private List<ClearUpdate> updates(RoundState state) throws Exception {
        List<ClearUpdate> updates = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            LocalOutcome outcome = clients.get(i).contribute(pipeline.local(), state, training);
            boolean honest = attacker.isEmpty() || attacker.getAsInt() != i;
            ParameterVector sent = honest ? outcome.update() : opposite(outcome.update());
            updates.add(update(i, sent, outcome.examples()));
        }
        return updates;
    }

    private static ParameterVector opposite(ParameterVector update) {
        return ParameterVector.zeros(update.layout()).minus(update);
    }

    private static ClearUpdate update(int client, ParameterVector update, long examples) {
        Digest any = Digest.sha256();
        ClientStatement statement = new ClientStatement(
                new FederationId("test"),
                AttemptId.first(1),
                Digest.sha256(new byte[] {(byte) client}),
                any,
                any,
                any,
                0,
                any,
                examples,
                update.digest(),
                any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), update);
    }
}
