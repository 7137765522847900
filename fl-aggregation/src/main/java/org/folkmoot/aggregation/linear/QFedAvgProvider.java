package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link QFedAvg} from a program; public for {@link java.util.ServiceLoader} only. */
public final class QFedAvgProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public QFedAvgProvider() {}

    @Override
    public String id() {
        return QFedAvg.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        QFedAvg rule = new QFedAvg(given.decimal(RuleParameters.Q), given.decimal(RuleParameters.MAX_ABS));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
