package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link Proximal} from a program; public for {@link java.util.ServiceLoader} only. */
public final class ProximalProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ProximalProvider() {}

    @Override
    public String id() {
        return Proximal.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        Proximal rule = new Proximal(given.decimal(RuleParameters.MU));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
