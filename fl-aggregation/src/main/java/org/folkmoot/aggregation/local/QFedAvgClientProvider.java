package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link QFedAvgClient} from a program; public for {@link java.util.ServiceLoader} only. */
public final class QFedAvgClientProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public QFedAvgClientProvider() {}

    @Override
    public String id() {
        return QFedAvgClient.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        QFedAvgClient rule = new QFedAvgClient(given.decimal(RuleParameters.Q));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
