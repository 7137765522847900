package org.folkmoot.aggregation.local;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.training.LocalRule;
import org.folkmoot.api.training.LocalRuleProvider;

/** Rebuilds {@link ClientMomentum} from a program; public for {@link java.util.ServiceLoader} only. */
public final class ClientMomentumProvider implements LocalRuleProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ClientMomentumProvider() {}

    @Override
    public String id() {
        return ClientMomentum.ID;
    }

    @Override
    public LocalRule create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        ClientMomentum rule = new ClientMomentum(given.decimal(RuleParameters.BETA));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
