package org.folkmoot.aggregation.codec;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateCodecProvider;

/** Rebuilds {@link RandomK} from a program; public for {@link java.util.ServiceLoader} only. */
public final class RandomKProvider implements UpdateCodecProvider {
    /** For {@link java.util.ServiceLoader}. */
    public RandomKProvider() {}

    @Override
    public String id() {
        return RandomK.ID;
    }

    @Override
    public UpdateCodec create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        double fraction = given.decimal(Fraction.NAME);
        boolean scaled = Boolean.parseBoolean(given.text(RandomK.SCALED));
        RandomK codec = scaled ? RandomK.scaled(fraction) : RandomK.unscaled(fraction);
        given.requireExactly(codec.parameters());
        return codec;
    }
}
