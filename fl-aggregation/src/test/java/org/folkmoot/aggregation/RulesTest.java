package org.folkmoot.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.aggregation.linear.FedBuff;
import org.folkmoot.aggregation.linear.FedDyn;
import org.folkmoot.aggregation.linear.FedNova;
import org.folkmoot.aggregation.linear.QFedAvg;
import org.folkmoot.aggregation.linear.Scaffold;
import org.folkmoot.aggregation.local.ClientMomentum;
import org.folkmoot.aggregation.local.Ditto;
import org.folkmoot.aggregation.local.FedDynClient;
import org.folkmoot.aggregation.local.NovaClient;
import org.folkmoot.aggregation.local.Proximal;
import org.folkmoot.aggregation.local.QFedAvgClient;
import org.folkmoot.aggregation.local.ScaffoldClient;
import org.folkmoot.aggregation.optimizer.FedAdagrad;
import org.folkmoot.aggregation.optimizer.FedAdam;
import org.folkmoot.aggregation.optimizer.FedAvgM;
import org.folkmoot.aggregation.optimizer.FedYogi;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.ServerOptimizer;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.api.round.UnknownRuleException;
import org.folkmoot.api.training.LocalRule;
import org.junit.jupiter.api.Test;

final class RulesTest {
    @Test
    void rebuildsWhatAProgramNames() {
        List<LinearQuery> queries = List.of(
                FedAvg.uniform(),
                FedAvg.weighted(),
                FedAvg.weighted(1).maxAbs(0.1),
                FedAvg.uniform().maxAbs(3e-7),
                FedNova.weighted(7).maxAbs(0.5).maxTau(9),
                QFedAvg.of(0.1).maxAbs(3),
                Scaffold.defaults().forPopulation(12).maxAbs(30),
                FedDyn.of(0.01).forPopulation(12).maxAbs(3),
                FedBuff.defaults().maxAbs(2));
        for (LinearQuery query : queries) {
            LinearQuery rebuilt = Rules.query(Programs.queryStage(query.id(), query.parameters()));
            assertThat(rebuilt.id()).isEqualTo(query.id());
            assertThat(rebuilt.parameters()).isEqualTo(query.parameters());
        }
    }

    @Test
    void rebuildsServerOptimisers() {
        List<ServerOptimizer> optimizers = List.of(
                ServerSgd.of(0.1),
                FedAvgM.defaults().learningRate(0.3).nesterov(true),
                FedAvgM.defaults().beta(0),
                FedAdagrad.defaults().beta1(0.9),
                FedAdam.defaults().beta2(0.999),
                FedYogi.defaults().tau(1e-8));
        for (ServerOptimizer optimizer : optimizers) {
            ServerOptimizer rebuilt = Rules.optimizer(Programs.optimizerStage(optimizer));
            assertThat(rebuilt.id()).isEqualTo(optimizer.id());
            assertThat(rebuilt.parameters()).isEqualTo(optimizer.parameters());
        }
    }

    @Test
    void rebuildsLocalRules() {
        List<LocalRule> rules = List.of(
                Proximal.of(0.01),
                Ditto.of(0.1),
                ClientMomentum.of(0.9),
                new NovaClient(0.5, 100),
                new QFedAvgClient(0.1),
                new ScaffoldClient(),
                new FedDynClient(0.01));
        for (LocalRule rule : rules) {
            Stage stage = new Stage(Stage.LOCAL, rule.id(), StagePlacement.CLIENT, rule.parameters());
            assertThat(Rules.local(stage)).isEqualTo(rule);
        }
    }

    /** A program means one rule: what a rule would not write itself, it does not read. */
    @Test
    void refusesNumbersThatAreSpeltOtherwise() {
        Stage momentum = new Stage(
                Stage.OPTIMIZER,
                FedAvgM.ID,
                StagePlacement.SERVER,
                new TreeMap<>(Map.of("beta", "0.90", "learningRate", "1", "nesterov", "false")));
        assertThatIllegalArgumentException().isThrownBy(() -> Rules.optimizer(momentum));
        Stage other = new Stage(
                Stage.OPTIMIZER,
                FedAvgM.ID,
                StagePlacement.SERVER,
                new TreeMap<>(Map.of("beta", "0.9", "learningRate", "1", "nesterov", "no")));
        assertThatIllegalArgumentException().isThrownBy(() -> Rules.optimizer(other));
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
