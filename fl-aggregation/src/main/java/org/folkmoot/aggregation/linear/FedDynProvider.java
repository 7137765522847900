package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link FedDyn} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedDynProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedDynProvider() {}

    @Override
    public String id() {
        return FedDyn.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedDyn rule = new FedDyn(
                given.decimal(RuleParameters.ALPHA),
                given.count(RuleParameters.POPULATION),
                given.decimal(RuleParameters.MAX_ABS));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
