package org.folkmoot.aggregation.codec;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateCodecProvider;

/** Rebuilds {@link TopK} from a program; public for {@link java.util.ServiceLoader} only. */
public final class TopKProvider implements UpdateCodecProvider {
    /** For {@link java.util.ServiceLoader}. */
    public TopKProvider() {}

    @Override
    public String id() {
        return TopK.ID;
    }

    @Override
    public UpdateCodec create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        TopK codec = TopK.of(given.decimal(Fraction.NAME));
        given.requireExactly(codec.parameters());
        return codec;
    }
}
