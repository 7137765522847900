package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.Treatment;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Answer;
import org.junit.jupiter.api.Test;

class FederationMetersTest {
    private static final String SECRET_NAME = "anna-of-the-north-farm";
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FederationMeters meters = FederationMeters.to(registry);

    @Test
    void countsAttemptsByOutcomeAndShowsTheLastCommittedRound() {
        meters.on(ended(new AttemptId(1, 1), Optional.empty()));
        meters.on(ended(new AttemptId(2, 1), Optional.of(AbandonReason.TOO_FEW_CLIENTS)));
        meters.on(ended(new AttemptId(2, 2), Optional.empty()));
        meters.on(ended(new AttemptId(3, 1), Optional.of(AbandonReason.GATE_CLOSED)));

        assertThat(counter("folkmoot.attempts", "committed")).isEqualTo(2);
        assertThat(counter("folkmoot.attempts", "too-few-clients")).isEqualTo(1);
        assertThat(counter("folkmoot.attempts", "gate-closed")).isEqualTo(1);
        assertThat(registry.get("folkmoot.round").gauge().value()).isEqualTo(2);
        assertThat(registry.get("folkmoot.received.bytes").counter().count()).isEqualTo(400);
        assertThat(registry.get("folkmoot.attempt.duration").timer().count()).isEqualTo(4);
        assertThat(registry.get("folkmoot.attempt.duration").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(8);
    }

    @Test
    void countsContributionsByReasonAndDisturbances() {
        for (RejectionReason reason : RejectionReason.values()) {
            meters.on(settled(Answer.Rejected.of(reason, SECRET_NAME)));
        }
        meters.on(new FederationEvent.Disturbed("ledger down"));
        TreeHead tree = new TreeHead("example.org/log", 1, Digest.sha256());
        meters.on(new FederationEvent.CheckpointHeld(
                new LedgerReceipt("folder", tree, OptionalLong.empty(), Optional.empty(), Bytes.of(new byte[0]))));

        assertThat(registry.get("folkmoot.checkpoints.held")
                        .tag("ledger", "folder")
                        .counter()
                        .count())
                .isEqualTo(1);
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(counter("folkmoot.contributions", reason.word())).isEqualTo(1);
        }
        assertThat(registry.get("folkmoot.disturbances").counter().count()).isEqualTo(1);
    }

    @Test
    void countsWhatTheRulesDidToContributions() {
        meters.on(ended(new AttemptId(1, 1), Optional.empty()));
        meters.on(ended(new AttemptId(2, 1), Optional.empty()));

        assertThat(counter("folkmoot.treatments", "clipped")).isEqualTo(2);
    }

    @Test
    void noMeterCarriesTheNameOfAClient() {
        meters.on(new FederationEvent.AttemptOpened(
                new AttemptId(1, 1), new TreeSet<>(List.of(ClientId.of(SECRET_NAME)))));
        meters.on(settled(Answer.Rejected.of(RejectionReason.REFUSED, SECRET_NAME)));
        meters.on(ended(new AttemptId(1, 1), Optional.empty()));

        for (Meter meter : registry.getMeters()) {
            assertThat(meter.getId().getName()).startsWith("folkmoot.").doesNotContain(SECRET_NAME);
            assertThat(meter.getId().getTags()).extracting(Tag::getKey).isSubsetOf("outcome");
            assertThat(meter.getId().getTags()).extracting(Tag::getValue).doesNotContain(SECRET_NAME);
        }
    }

    private double counter(String name, String outcome) {
        return registry.get(name).tag("outcome", outcome).counter().count();
    }

    private static FederationEvent settled(Answer answer) {
        return new FederationEvent.ClientSettled(new AttemptId(1, 1), ClientId.of(SECRET_NAME), answer, 1);
    }

    private static FederationEvent ended(AttemptId attempt, Optional<AbandonReason> abandoned) {
        Duration none = Duration.ZERO;
        RoundSummary summary = new RoundSummary(
                attempt,
                abandoned,
                new TreeSet<>(List.of(ClientId.of(SECRET_NAME))),
                new TreeMap<>(),
                new TreeMap<>(Map.of(ClientId.of(SECRET_NAME), Treatment.CLIPPED)),
                Farms.START.digest(),
                Optional.empty(),
                new LeafReceipt(3, Digest.sha256()),
                100,
                new RoundTimings(Duration.ofSeconds(2), none, none, none, none, none, none, none));
        return new FederationEvent.AttemptEnded(summary, Farms.START);
    }
}
