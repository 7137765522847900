package org.folkmoot.engine.collect;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.folkmoot.engine.RoundTimings;

/** Adds up what the coordinator's thread spends where. */
public final class Stopwatch {
    /** What the time goes into. */
    public enum Part {
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

    /** Starts with the first reading of this clock. */
    public Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.last = start;
    }

    /** Books the time since the last call on this part. */
    public void book(Part part) {
        long now = nanoTime.getAsLong();
        nanos.merge(part, now - last, Long::sum);
        last = now;
    }

    /** {@return what was booked so far} */
    public RoundTimings timings() {
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
