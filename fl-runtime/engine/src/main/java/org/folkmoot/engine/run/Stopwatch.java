package org.folkmoot.engine.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.folkmoot.engine.RoundTimings;

/** Adds up what the coordinator's thread spends where. */
final class Stopwatch {
    enum Part {
        WAITING,
        CHECKING,
        STORING,
        FOLDING,
        EVALUATING,
        FORCING,
        SIGNING
    }

    private final LongSupplier nanoTime;
    private final long start;
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);
    private long last;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.last = start;
    }

    /** Books the time since the last call on this part. */
    void book(Part part) {
        long now = nanoTime.getAsLong();
        nanos.merge(part, now - last, Long::sum);
        last = now;
    }

    RoundTimings timings() {
        return new RoundTimings(
                Duration.ofNanos(nanoTime.getAsLong() - start),
                of(Part.WAITING),
                of(Part.CHECKING),
                of(Part.STORING),
                of(Part.FOLDING),
                of(Part.EVALUATING),
                of(Part.FORCING),
                of(Part.SIGNING));
    }

    private Duration of(Part part) {
        return Duration.ofNanos(nanos.getOrDefault(part, 0L));
    }
}
