package org.folkmoot.aggregation.codec;

import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.testkit.UpdateCodecContract;

final class UnscaledRandomKTest implements UpdateCodecContract {
    @Override
    public UpdateCodec codec() {
        return RandomK.unscaled(0.5);
    }
}
