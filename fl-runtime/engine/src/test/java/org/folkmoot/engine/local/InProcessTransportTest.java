package org.folkmoot.engine.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.testkit.TransportContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InProcessTransportTest implements TransportContract {
    private static final ClientReply DONE = new ClientReply.Acknowledged();
    private static final ClientReply INTERRUPTED = new ClientReply.Refused("interrupted");

    @Override
    public Transport open(Map<ClientId, ClientEndpoint> clients) {
        return InProcessTransport.of(clients, 2);
    }

    @Test
    void clientThatNeverReturnsStarvesNobodyOnceItIsCancelled() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Transport transport =
                InProcessTransport.of(Map.of(ANNA, deafUntil(release, started), BEN, (m, c) -> DONE), 1)) {
            PendingReply stuck = transport.send(ANNA, message());
            assertThat(started.await(20, SECONDS)).isTrue();
            PendingReply starving = transport.send(BEN, message());
            assertThat(starving.reply()).isNotDone();

            stuck.cancel();

            assertThat(await(starving)).isEqualTo(DONE);
            assertThat(stuck.reply()).isNotDone();
        } finally {
            release.countDown();
        }
    }

    @Test
    void stuckClientIsUnreachableUntilItReturns() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Transport transport = InProcessTransport.of(Map.of(ANNA, deafUntil(release, started)), 1)) {
            PendingReply stuck = transport.send(ANNA, message());
            assertThat(started.await(20, SECONDS)).isTrue();
            PendingReply queued = transport.send(ANNA, message());
            queued.cancel();
            assertThatThrownBy(() -> await(queued)).hasCauseInstanceOf(TransportException.class);
            stuck.cancel();

            PendingReply whileStuck = transport.send(ANNA, message());
            assertThatThrownBy(() -> await(whileStuck))
                    .hasCauseInstanceOf(TransportException.class)
                    .hasMessageContaining("still busy");
            release.countDown();
            assertThat(await(stuck)).isIn(DONE, INTERRUPTED);
            assertThat(await(transport.send(ANNA, message()))).isEqualTo(DONE);
        } finally {
            release.countDown();
        }
    }

    @Test
    void clientThatStallsGivesItsPlaceToThoseWhoWaitAndItsAnswerStillComes() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<ClientId> stalled = new LinkedBlockingQueue<>();
        StallWatch watch =
                new StallWatch(Duration.ofMillis(20), System::nanoTime, (client, busy) -> stalled.add(client));
        try (Transport transport =
                InProcessTransport.of(Map.of(ANNA, deafUntil(release, started), BEN, (m, c) -> DONE), 1, watch)) {
            PendingReply slow = transport.send(ANNA, message());
            assertThat(started.await(20, SECONDS)).isTrue();

            PendingReply waiting = transport.send(BEN, message());

            assertThat(await(waiting)).isEqualTo(DONE);
            assertThat(stalled.poll(20, SECONDS)).isEqualTo(ANNA);
            release.countDown();
            assertThat(await(slow)).isEqualTo(DONE);
        } finally {
            release.countDown();
        }
    }

    @Test
    void cancelledClientIsGivenTimeToReturnBeforeItIsUnreachable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong now = new AtomicLong();
        StallWatch watch = new StallWatch(Duration.ofMillis(20), now::get, (client, busy) -> {});
        try (Transport transport = InProcessTransport.of(Map.of(ANNA, deafUntil(release, started)), 1, watch)) {
            PendingReply stuck = transport.send(ANNA, message());
            assertThat(started.await(20, SECONDS)).isTrue();
            stuck.cancel();
            PendingReply next = transport.send(ANNA, message());
            assertThat(next.reply()).isNotDone();

            now.addAndGet(Duration.ofMillis(20).toNanos());

            assertThatThrownBy(() -> await(next)).hasMessageContaining("still busy");
        } finally {
            release.countDown();
        }
    }

    @Test
    void messageThatWaitsBehindAStuckOneIsDeliveredWhenTheClientReturns() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Transport transport = InProcessTransport.of(Map.of(ANNA, deafUntil(release, started)), 1)) {
            PendingReply stuck = transport.send(ANNA, message());
            assertThat(started.await(20, SECONDS)).isTrue();
            PendingReply queued = transport.send(ANNA, message());
            stuck.cancel();
            release.countDown();

            assertThat(await(queued)).isEqualTo(DONE);
        } finally {
            release.countDown();
        }
    }

    @Test
    void thousandClientsOnTwoWorkersNeverWorkMoreThanTwoAtATime() throws Exception {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ClientEndpoint counting = (message, cancellation) -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            working.decrementAndGet();
            return DONE;
        };
        Map<ClientId, ClientEndpoint> clients = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            clients.put(ClientId.of("client-" + i), counting);
        }
        try (Transport transport = InProcessTransport.of(clients, 2)) {
            List<PendingReply> replies = new ArrayList<>();
            for (int turn = 0; turn < 3; turn++) {
                clients.keySet().forEach(client -> replies.add(transport.send(client, message())));
            }
            for (PendingReply reply : replies) {
                assertThat(await(reply)).isEqualTo(DONE);
            }
        }
        assertThat(most).hasValueBetween(1, 2);
    }

    @Test
    void clientWhoseLibraryDoesNotLoadHasFailedAndKeepsNoWorker() throws Exception {
        ClientEndpoint broken = (message, cancellation) -> {
            throw new UnsatisfiedLinkError("no such library");
        };
        try (Transport transport = InProcessTransport.of(Map.of(ANNA, broken, BEN, (m, c) -> DONE), 1)) {
            for (int turn = 0; turn < 3; turn++) {
                assertThat(await(transport.send(ANNA, message())))
                        .isEqualTo(new ClientReply.Failed("UnsatisfiedLinkError: no such library"));
            }
            assertThat(await(transport.send(BEN, message()))).isEqualTo(DONE);
        }
    }

    @Test
    void refusesLessThanOneThread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InProcessTransport.of(Map.of(), 0))
                .withMessageContaining("threads: 0");
    }

    private static ClientReply await(PendingReply pending) throws Exception {
        return pending.reply().get(20, SECONDS);
    }

    /** Hears neither cancellation nor interruption before it is released. */
    private static ClientEndpoint deafUntil(CountDownLatch release, CountDownLatch started) {
        return (message, cancellation) -> {
            started.countDown();
            boolean interrupted = false;
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return interrupted ? INTERRUPTED : DONE;
        };
    }

    private static ServerMessage message() {
        SignedCheckpoint empty = new SignedCheckpoint("test", 0, Digest.sha256(), Bytes.utf8("no note"));
        ProvenLeaf none = new ProvenLeaf(0, Bytes.utf8(""), List.of());
        return new Welcome("key", new LogView(empty, 0, List.of()), none, none);
    }
}
