package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link FedDynClient} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FedDynClientProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FedDynClientProvider() {}

    @Override
    public String id() {
        return FedDynClient.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        FedDynClient rule = new FedDynClient(given.decimal(RuleParameters.ALPHA));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
