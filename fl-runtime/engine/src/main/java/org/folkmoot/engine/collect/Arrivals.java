package org.folkmoot.engine.collect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the answers to an attempt come from. */
@FunctionalInterface
interface Arrivals {
    /** {@return the next one, or null if none comes in time} */
    @Nullable
    Arrival poll(Duration timeout) throws InterruptedException;
}
