package org.folkmoot.trainers.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures what the card does with pairs of events, read when they are over, so that measuring waits for nothing. */
final class EventClock {
    /** Kinds of work. */
    enum Work {
        TO_DEVICE,
        KERNEL,
        TO_HOST
    }

    /** Something to be done by the driver. */
    interface Step {
        void run() throws GpuException;
    }

    private static final int MOST_PENDING = 256;

    private final Driver driver;
    private final Deque<Long> idle = new ArrayDeque<>();
    private final Deque<Span> pending = new ArrayDeque<>();
    private final Map<Work, Double> seconds = new EnumMap<>(Work.class);

    EventClock(Driver driver) {
        this.driver = driver;
    }

    /** Runs a step and measures what it makes the card do. {@return the event behind it, good until the next step} */
    long measure(Work work, Step step) throws GpuException {
        if (pending.size() >= MOST_PENDING) {
            settle(pending.removeFirst());
        }
        Span span = new Span(work, event(), event());
        pending.addLast(span);
        driver.call(DriverFunction.RECORD_EVENT, span.start, 0);
        step.run();
        driver.call(DriverFunction.RECORD_EVENT, span.stop, 0);
        return span.stop;
    }

    /** {@return all time measured so far, after waiting for what is under way} */
    GpuTimes read() throws GpuException {
        while (!pending.isEmpty()) {
            settle(pending.removeFirst());
        }
        return new GpuTimes(spent(Work.TO_DEVICE), spent(Work.KERNEL), spent(Work.TO_HOST));
    }

    private double spent(Work work) {
        return seconds.getOrDefault(work, 0.0);
    }

    private void settle(Span span) throws GpuException {
        idle.addLast(span.start);
        idle.addLast(span.stop);
        driver.call(DriverFunction.AWAIT_EVENT, span.stop);
        ByteBuffer milliseconds = Driver.buffer(8);
        driver.call(DriverFunction.ELAPSED, driver.address(milliseconds), span.start, span.stop);
        seconds.merge(span.work, milliseconds.getFloat(0) / 1e3, Double::sum);
    }

    private long event() throws GpuException {
        Long event = idle.pollFirst();
        return event == null ? driver.get(DriverFunction.CREATE_EVENT, 0) : event;
    }

    void close() {
        List<Long> events = new ArrayList<>(idle);
        pending.forEach(span -> events.addAll(List.of(span.start, span.stop)));
        events.forEach(event -> driver.result(DriverFunction.DESTROY_EVENT, event));
        idle.clear();
        pending.clear();
    }

    private record Span(Work work, long start, long stop) {}
}
