package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AggregationStrategyTest {
    @Test
    void addsTheMeanUnlessSaidOtherwise() {
        FedAvg query = FedAvg.uniform();
        AggregationStrategy plain = AggregationStrategy.of(query);
        assertThat(plain.query()).containsSame(query);
        assertThat(plain.optimizer().parameters()).containsEntry("learningRate", "1");
        ServerSgd slower = ServerSgd.of(0.5);
        assertThat(plain.optimizer(slower).optimizer()).isSameAs(slower);
        assertThat(plain.optimizer().parameters()).containsEntry("learningRate", "1");
    }
}
