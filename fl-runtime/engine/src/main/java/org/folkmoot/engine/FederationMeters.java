package org.folkmoot.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Answer;

/**
 * Publishes what happens as Micrometer meters named {@code folkmoot.*}. No meter carries the name of a client.
 *
 * <p>{@code folkmoot.attempts} (tag {@code outcome}), {@code folkmoot.contributions} (tag {@code outcome}: included or
 * the word of the rejection), {@code folkmoot.treatments} (tag {@code outcome}: clipped, zeroed or not selected),
 * {@code folkmoot.attempt.duration}, {@code folkmoot.received.bytes}, {@code
 * folkmoot.round}, {@code folkmoot.answers.dropped}, {@code folkmoot.stalls}, {@code folkmoot.disturbances}.
 */
public final class FederationMeters implements FederationListener {
    private final MeterRegistry registry;
    private final AtomicInteger round = new AtomicInteger();

    private FederationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@return a listener that publishes to this registry} */
    public static FederationMeters to(MeterRegistry registry) {
        FederationMeters meters = new FederationMeters(registry);
        registry.gauge("folkmoot.round", meters.round);
        return meters;
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.ClientSettled settled) {
            String outcome = settled.answer() instanceof Answer.Rejected rejected
                    ? rejected.reason().word()
                    : "included";
            counter("folkmoot.contributions", outcome).increment();
        } else if (event instanceof FederationEvent.AttemptEnded ended) {
            onEnd(ended.summary());
        } else if (event instanceof FederationEvent.AnswerDropped) {
            registry.counter("folkmoot.answers.dropped").increment();
        } else if (event instanceof FederationEvent.ClientStalled) {
            registry.counter("folkmoot.stalls").increment();
        } else if (event instanceof FederationEvent.CheckpointHeld held) {
            registry.counter(
                            "folkmoot.checkpoints.held",
                            "ledger",
                            held.receipt().ledger())
                    .increment();
        } else if (event instanceof FederationEvent.Disturbed) {
            registry.counter("folkmoot.disturbances").increment();
        }
    }

    private void onEnd(RoundSummary summary) {
        String outcome = summary.abandoned().map(AbandonReason::word).orElse("committed");
        counter("folkmoot.attempts", outcome).increment();
        Timer.builder("folkmoot.attempt.duration")
                .register(registry)
                .record(summary.timings().total());
        summary.treatments()
                .values()
                .forEach(treatment ->
                        counter("folkmoot.treatments", treatment.word()).increment());
        registry.counter("folkmoot.received.bytes").increment((double) summary.receivedBytes());
        if (summary.isCommitted()) {
            round.set(summary.attempt().round());
        }
    }

    private Counter counter(String name, String outcome) {
        return registry.counter(name, "outcome", outcome);
    }
}
