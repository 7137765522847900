package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link FedNova} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedNovaProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedNovaProvider() {}

    @Override
    public String id() {
        return FedNova.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedNova rule = new FedNova(
                given.integer(RuleParameters.WEIGHT_CAP),
                given.decimal(RuleParameters.MAX_ABS),
                given.integer(RuleParameters.MAX_TAU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
