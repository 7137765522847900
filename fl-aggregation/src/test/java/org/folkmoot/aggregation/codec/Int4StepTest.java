package org.folkmoot.aggregation.codec;

import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.testkit.UpdateCodecContract;

final class Int4StepTest implements UpdateCodecContract {
    @Override
    public UpdateCodec codec() {
        return FixedStep.int4(1);
    }
}
