package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.api.round.UnknownRuleException;
import org.junit.jupiter.api.Test;

final class RulesTest {
    @Test
    void rebuildsWhatAProgramNames() {
        List<LinearQuery> queries = List.of(
                FedAvg.uniform(),
                FedAvg.weighted(),
                FedAvg.weighted(1).maxAbs(0.1),
                FedAvg.uniform().maxAbs(3e-7));
        for (LinearQuery query : queries) {
            LinearQuery rebuilt = Rules.query(Programs.queryStage(query.id(), query.parameters()));
            assertThat(rebuilt.id()).isEqualTo(query.id());
            assertThat(rebuilt.parameters()).isEqualTo(query.parameters());
        }
        ServerSgd optimizer = ServerSgd.of(0.1);
        assertThat(Rules.optimizer(Programs.optimizerStage(optimizer)).parameters())
                .isEqualTo(optimizer.parameters());
    }

    @Test
    void namesTheRuleThatNobodyProvides() {
        Stage stage = new Stage(Stage.OPTIMIZER, "acme/adam/3", StagePlacement.SERVER, new TreeMap<>());
        assertThatExceptionOfType(UnknownRuleException.class)
                .isThrownBy(() -> Rules.optimizer(stage))
                .withMessageContaining("optimizer rule: acme/adam/3 (expected: one of [")
                .withMessageContaining("folkmoot/server-sgd/1")
                .extracting(UnknownRuleException::id)
                .isEqualTo("acme/adam/3");
    }

    @Test
    void refusesAStageOfAnotherKind() {
        Stage stage = Programs.optimizerStage(ServerSgd.defaults());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.query(stage))
                .withMessage("stage kind: optimizer (expected: query)");
    }

    @Test
    void refusesParametersThatAreMissingUnknownOrSpeltOtherwise() {
        refuses(Map.of("weighting", "examples", "weightCap", "10"), "maxAbs: missing");
        refuses(Map.of("weighting", "examples", "weightCap", "10", "maxAbs", "1", "extra", "1"), "extra=1");
        refuses(Map.of("weighting", "examples", "weightCap", "+10", "maxAbs", "1"), "+10");
        refuses(Map.of("weighting", "examples", "weightCap", "ten", "maxAbs", "1"), "ten");
        refuses(Map.of("weighting", "examples", "weightCap", "0", "maxAbs", "1"), "weightCap: 0");
        refuses(Map.of("weighting", "examples", "weightCap", "10", "maxAbs", "1.0"), "1.0");
        refuses(Map.of("weighting", "examples", "weightCap", "10", "maxAbs", "-1"), "maxAbs: -1.0");
        refuses(Map.of("weighting", "uniform", "weightCap", "2", "maxAbs", "1"), "weightCap=2");
        refuses(Map.of("weighting", "UNIFORM", "weightCap", "1", "maxAbs", "1"), "UNIFORM");
    }

    private static void refuses(Map<String, String> parameters, String named) {
        Stage stage = Programs.queryStage(FedAvg.ID, new TreeMap<>(parameters));
        assertThatIllegalArgumentException()
                .as("%s", parameters)
                .isThrownBy(() -> Rules.query(stage))
                .withMessageContaining(named);
    }
}
