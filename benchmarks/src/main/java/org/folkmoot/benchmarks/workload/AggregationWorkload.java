package org.folkmoot.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
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

/**
 * Updates to aggregate: normal with deviation 0.01, from clients with 50, 51, ... examples.
 *
 * @param program what is made of the updates
 * @param before the state before the round, zero
 * @param updates one for each client
 */
public record AggregationWorkload(RoundProgram program, RoundState before, List<ParameterVector> updates) {
    private static final int FEWEST_EXAMPLES = 50;
    private static final double DEVIATION = 0.01;

    /** Copies the updates. */
    public AggregationWorkload {
        updates = List.copyOf(updates);
    }

    /** {@return updates of so many float32 parameters from so many clients, to be averaged} */
    public static AggregationWorkload of(int parameters, int clients) {
        return of(parameters, clients, AggregationStrategy.of(FedAvg.weighted()));
    }

    /** {@return updates of so many float32 parameters from so many clients, for this strategy} */
    public static AggregationWorkload of(int parameters, int clients, AggregationStrategy strategy) {
        ParameterLayout layout = new ParameterLayout(
                ElementType.FLOAT32,
                List.of(new ParameterBlock("weights", List.of(parameters), "all", ParameterRole.TRAINABLE)));
        RandomGenerator random = new Random(parameters);
        List<ParameterVector> updates = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            float[] values = new float[parameters];
            for (int i = 0; i < parameters; i++) {
                values[i] = (float) (DEVIATION * random.nextGaussian());
            }
            updates.add(ParameterVector.of(layout, values));
        }
        return of(layout, updates, strategy);
    }

    /** {@return these updates of one layout, for this strategy} */
    public static AggregationWorkload of(
            ParameterLayout layout, List<ParameterVector> updates, AggregationStrategy strategy) {
        return new AggregationWorkload(
                program(layout, updates.size(), strategy), RoundState.of(ParameterVector.zeros(layout)), updates);
    }

    private static RoundProgram program(ParameterLayout layout, int clients, AggregationStrategy strategy) {
        List<Stage> stages = strategy.stages(clients);
        return new RoundProgram(
                CollectionKind.CLEAR,
                layout,
                stages,
                Pipeline.of(layout, stages).encoding(clients),
                Participation.all(),
                1,
                Disclosure.auditor());
    }

    /** {@return an empty sum} */
    public LinearFold emptyFold() {
        return LinearFold.of(program);
    }

    /** {@return the state after a round in which the clients' updates arrive in this order} */
    public RoundState aggregate(List<Integer> order) {
        LinearFold fold = emptyFold();
        for (int client : order) {
            fold.add(updates.get(client), examples(client));
        }
        return fold.finish(before);
    }

    /** {@return what client i contributes} */
    public ClearUpdate contribution(int client) {
        Digest any = Digest.sha256();
        Digest pseudonym = Digest.sha256(Integer.toString(client).getBytes(StandardCharsets.UTF_8));
        ClientStatement statement = new ClientStatement(
                new FederationId("benchmark"),
                AttemptId.first(1),
                pseudonym,
                any,
                any,
                any,
                0,
                any,
                examples(client),
                pseudonym,
                any);
        return new ClearUpdate(new SignedStatement(statement, Bytes.utf8("unsigned")), updates.get(client));
    }

    /** {@return how many examples this client has} */
    public static int examples(int client) {
        return FEWEST_EXAMPLES + client;
    }
}
