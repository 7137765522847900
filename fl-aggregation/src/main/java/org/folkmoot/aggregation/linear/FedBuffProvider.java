package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link FedBuff} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedBuffProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedBuffProvider() {}

    @Override
    public String id() {
        return FedBuff.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedBuff rule = new FedBuff(given.decimal(RuleParameters.MAX_ABS));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
