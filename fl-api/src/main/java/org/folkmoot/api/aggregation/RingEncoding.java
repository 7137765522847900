package org.folkmoot.api.aggregation;

import java.util.List;

/**
 * How real numbers become integers that can be summed exactly: part of the round program, so clear, masked and noised
 * sums are sums of the same integers.
 *
 * <p>Guarantee of whoever constructs it: no sum over contributions that respect {@code maxAbs} and
 * {@code maxTotalWeight} leaves the signed range of the ring.
 *
 * @param ringBits sums are taken modulo 2^ringBits, 8 to 64
 * @param fractionBits a value v becomes round(v * 2^fractionBits), 0 to 52
 * @param maxAbs largest magnitude of a parameter difference that is let in, in parameter units
 * @param maxTotalWeight largest sum of weights
 * @param channels what the ring vector holds, in order
 */
public record RingEncoding(
        int ringBits, int fractionBits, double maxAbs, long maxTotalWeight, List<RingChannel> channels) {
    /** Rejects values outside their ranges. */
    public RingEncoding {
        channels = List.copyOf(channels);
        require(ringBits >= 8 && ringBits <= 64, "ringBits", ringBits, "8 to 64");
        require(fractionBits >= 0 && fractionBits <= 52, "fractionBits", fractionBits, "0 to 52");
        require(maxAbs > 0 && Double.isFinite(maxAbs), "maxAbs", maxAbs, "> 0, finite");
        require(maxTotalWeight >= 1, "maxTotalWeight", maxTotalWeight, ">= 1");
        require(!channels.isEmpty(), "channels", channels.size(), ">= 1");
        long width = channels.stream().mapToLong(RingChannel::length).sum();
        require(width <= Integer.MAX_VALUE, "width", width, "<= 2^31 - 1");
    }

    /** {@return the number of ring elements of one contribution} */
    public int width() {
        return channels.stream().mapToInt(RingChannel::length).sum();
    }

    /** {@return the position of the first element of the named channel} */
    public int offsetOf(String channel) {
        int offset = 0;
        for (RingChannel each : channels) {
            if (each.name().equals(channel)) {
                return offset;
            }
            offset += each.length();
        }
        throw new IllegalArgumentException("channel: " + channel + " (expected: one of "
                + channels.stream().map(RingChannel::name).toList() + ")");
    }

    private static void require(boolean holds, String name, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
