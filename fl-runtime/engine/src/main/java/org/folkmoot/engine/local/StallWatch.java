package org.folkmoot.engine.local;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.folkmoot.api.ClientId;

/**
 * When a client counts as stalled, and who is told.
 *
 * @param bound a client that is at one message for longer gives its worker's place to others, if others wait
 * @param nanoTime measures it
 * @param told of a client that stalls, and for how long it has been busy; called from a thread of the transport
 */
public record StallWatch(Duration bound, LongSupplier nanoTime, BiConsumer<ClientId, Duration> told) {
    /** Long enough for a trainer to finish its batch and hear. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(2);

    /** Rejects bounds that every client would exceed. */
    public StallWatch {
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException("bound: " + bound + " (expected: > 0)");
        }
    }

    /** {@return how long a cancelled client may take to return before it gets no more messages until it does} */
    Duration grace() {
        return bound.compareTo(LONGEST_GRACE) < 0 ? bound : LONGEST_GRACE;
    }
}
