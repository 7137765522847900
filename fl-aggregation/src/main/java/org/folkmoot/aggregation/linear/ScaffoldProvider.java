package org.folkmoot.aggregation.linear;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.LinearQuery;
import org.folkmoot.api.aggregation.LinearQueryProvider;

/** Rebuilds {@link Scaffold} from a program; public for {@link java.util.ServiceLoader} only. */
public final class ScaffoldProvider implements LinearQueryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ScaffoldProvider() {}

    @Override
    public String id() {
        return Scaffold.ID;
    }

    @Override
    public LinearQuery create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        Scaffold rule = new Scaffold(given.count(RuleParameters.POPULATION), given.decimal(RuleParameters.MAX_ABS));
        given.requireExactly(rule.parameters());
        return rule;
    }
}
