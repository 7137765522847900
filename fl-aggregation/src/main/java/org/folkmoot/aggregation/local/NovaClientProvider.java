package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link NovaClient} from a program; public for {@link java.util.ServiceLoader} only. */
public final class NovaClientProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public NovaClientProvider() {}

    @Override
    public String id() {
        return NovaClient.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        NovaClient rule = new NovaClient(given.decimal(RuleParameters.MU), given.integer(RuleParameters.MAX_TAU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
