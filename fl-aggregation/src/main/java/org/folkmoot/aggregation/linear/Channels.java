package org.folkmoot.aggregation.linear;

import java.util.List;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.aggregation.RingChannel;

/** What the ring vectors of this package hold. A stranger's encoding may be too short for them, which is told, not assumed. */
final class Channels {
    private Channels() {}

    /** {@return the channels of a difference alone} */
    static List<RingChannel> plain(int elements, String divisor) {
        return List.of(new RingChannel(RingChannel.DELTA, elements), new RingChannel(divisor, 1));
    }

    /** {@return the channels of a difference and a {@link WideScalar} of this name} */
    static List<RingChannel> withScalar(int elements, String name) {
        return List.of(
                new RingChannel(RingChannel.DELTA, elements - WideScalar.ELEMENTS),
                new RingChannel(name, WideScalar.ELEMENTS),
                new RingChannel(RingChannel.WEIGHT, 1));
    }

    /** {@return the channels of a difference and as many values of this name} */
    static List<RingChannel> twin(int elements, String name) {
        if (elements % 2 != 0) {
            throw new IllegalArgumentException("elements: " + elements + " (expected: an even number)");
        }
        return List.of(
                new RingChannel(RingChannel.DELTA, elements / 2),
                new RingChannel(name, elements / 2),
                new RingChannel(RingChannel.WEIGHT, 1));
    }
}
