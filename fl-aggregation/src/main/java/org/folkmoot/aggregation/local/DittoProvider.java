package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link Ditto} from a program; public for {@link java.util.ServiceLoader} only. */
public final class DittoProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DittoProvider() {}

    @Override
    public String id() {
        return Ditto.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        Ditto rule = new Ditto(given.decimal(RuleParameters.LAMBDA));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
