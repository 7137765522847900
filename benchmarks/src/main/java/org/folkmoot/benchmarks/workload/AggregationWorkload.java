package org.folkmoot.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.Stage;

/**
 * Updates to average: normal with deviation 0.01, from clients with 50, 51, ... examples.
 *
 * @param program averages by examples
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

    /** {@return updates of so many float32 parameters from so many clients} */
    public static AggregationWorkload of(int parameters, int clients) {
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
        return new AggregationWorkload(program(layout, clients), RoundState.of(ParameterVector.zeros(layout)), updates);
    }

    private static RoundProgram program(ParameterLayout layout, int clients) {
        List<Stage> stages = AggregationStrategy.of(FedAvg.weighted()).stages(clients);
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

    /** {@return how many examples this client has} */
    public static int examples(int client) {
        return FEWEST_EXAMPLES + client;
    }
}
