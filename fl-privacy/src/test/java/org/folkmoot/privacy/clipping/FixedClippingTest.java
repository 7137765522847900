package org.folkmoot.privacy.clipping;

import org.folkmoot.api.privacy.ClippingStrategy;
import org.folkmoot.testkit.privacy.ClippingStrategyContract;

class FixedClippingTest implements ClippingStrategyContract {
    @Override
    public ClippingStrategy strategy() {
        return new FixedClipping(0.7);
    }
}
