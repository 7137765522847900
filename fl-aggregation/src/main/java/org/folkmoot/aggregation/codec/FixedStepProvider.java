package org.folkmoot.aggregation.codec;

import java.util.SortedMap;
import org.folkmoot.aggregation.rule.RuleParameters;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateCodecProvider;

/** Rebuilds {@link FixedStep} from a program; public for {@link java.util.ServiceLoader} only. */
public final class FixedStepProvider implements UpdateCodecProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FixedStepProvider() {}

    @Override
    public String id() {
        return FixedStep.ID;
    }

    @Override
    public UpdateCodec create(SortedMap<String, String> parameters) {
        RuleParameters given = new RuleParameters(parameters);
        double range = given.decimal(FixedStep.RANGE);
        boolean wide = given.text(FixedStep.BITS).equals(Integer.toString(Packing.BYTE));
        FixedStep codec = wide ? FixedStep.int8(range) : FixedStep.int4(range);
        given.requireExactly(codec.parameters());
        return codec;
    }
}
