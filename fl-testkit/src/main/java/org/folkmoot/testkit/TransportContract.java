package org.folkmoot.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.training.Cancellation;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.ServerMessage;
import org.folkmoot.api.transport.Transport;
import org.folkmoot.api.transport.TransportException;
import org.folkmoot.api.transport.Welcome;
import org.junit.jupiter.api.Test;

/** What every {@link Transport} keeps to; implement {@link #open} in its test class. Nothing here waits for time. */
public interface TransportContract {
    /** Client that the tests speak to. */
    ClientId ANNA = ClientId.of("anna");

    /** Another client. */
    ClientId BEN = ClientId.of("ben");

    /** {@return a transport to these clients, all of them connected} */
    Transport open(Map<ClientId, ClientEndpoint> clients) throws Exception;

    /** {@return how many seconds any single step may take before the test gives up} */
    default long patienceSeconds() {
        return 20;
    }

    /** Each reply is that of the client which was asked, to the message it was asked. */
    @Test
    default void repliesReachTheAsker() throws Exception {
        try (Transport transport = open(Map.of(ANNA, echo("anna"), BEN, echo("ben")))) {
            assertThat(transport.connected()).containsExactlyInAnyOrder(ANNA, BEN);
            List<PendingReply> toAnna = new ArrayList<>();
            List<PendingReply> toBen = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                toAnna.add(transport.send(ANNA, message("a" + i)));
                toBen.add(transport.send(BEN, message("b" + i)));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(await(toBen.get(i))).isEqualTo(new ClientReply.Refused("ben heard b" + i));
                assertThat(await(toAnna.get(i))).isEqualTo(new ClientReply.Refused("anna heard a" + i));
            }
        }
    }

    /** Messages to one client arrive in the order in which they were sent. */
    @Test
    default void messagesToAClientArriveInOrder() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        ClientEndpoint listener = (message, cancellation) -> {
            heard.add(text(message));
            return new ClientReply.Acknowledged();
        };
        List<String> sent = new ArrayList<>();
        try (Transport transport = open(Map.of(ANNA, listener))) {
            List<PendingReply> replies = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sent.add("m" + i);
                replies.add(transport.send(ANNA, message("m" + i)));
            }
            for (PendingReply reply : replies) {
                assertThat(await(reply)).isEqualTo(new ClientReply.Acknowledged());
            }
        }
        assertThat(heard).isEqualTo(sent);
    }

    /** While one client thinks, sending to it does not block and the others are served. */
    @Test
    default void slowClientDelaysNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Transport transport = open(Map.of(ANNA, stuckUntil(release, new CountDownLatch(1)), BEN, echo("ben")))) {
            PendingReply slow = transport.send(ANNA, message("one"));
            PendingReply queued = transport.send(ANNA, message("two"));
            assertThat(await(transport.send(BEN, message("hello"))))
                    .isEqualTo(new ClientReply.Refused("ben heard hello"));
            assertThat(slow.reply()).isNotDone();
            assertThat(queued.reply()).isNotDone();
            release.countDown();
            assertThat(await(slow)).isEqualTo(new ClientReply.Acknowledged());
            assertThat(await(queued)).isEqualTo(new ClientReply.Acknowledged());
        } finally {
            release.countDown();
        }
    }

    /** A client that throws has failed, alone, and can be asked again. */
    @Test
    default void throwingClientHarmsItselfOnly() throws Exception {
        ClientEndpoint thrower = (message, cancellation) -> {
            if (text(message).equals("throw")) {
                throw new IllegalStateException("as the test asked");
            }
            return new ClientReply.Acknowledged();
        };
        try (Transport transport = open(Map.of(ANNA, thrower, BEN, echo("ben")))) {
            PendingReply thrown = transport.send(ANNA, message("throw"));
            PendingReply other = transport.send(BEN, message("hello"));
            assertThat(await(other)).isEqualTo(new ClientReply.Refused("ben heard hello"));
            try {
                assertThat(await(thrown)).isInstanceOf(ClientReply.Failed.class);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(TransportException.class);
            }
            assertThat(await(transport.send(ANNA, message("go on")))).isEqualTo(new ClientReply.Acknowledged());
        }
    }

    /** A client that was never there is lost, as a reply and not as an exception of {@code send}. */
    @Test
    default void unknownClientIsUnreachable() throws Exception {
        try (Transport transport = open(Map.of(ANNA, echo("anna")))) {
            PendingReply lost = transport.send(ClientId.of("nobody"), message("hello"));
            assertThatThrownBy(() -> await(lost))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TransportException.class);
            lost.cancel();
            assertThat(await(transport.send(ANNA, message("hello"))))
                    .isEqualTo(new ClientReply.Refused("anna heard hello"));
        }
    }

    /** Cancelling reaches the client at work, and no other. */
    @Test
    default void cancelReachesTheClient() throws Exception {
        CountDownLatch annaStarted = new CountDownLatch(1);
        CountDownLatch annaStopped = new CountDownLatch(1);
        CountDownLatch benStarted = new CountDownLatch(1);
        CountDownLatch benStopped = new CountDownLatch(1);
        Map<ClientId, ClientEndpoint> clients =
                Map.of(ANNA, untilCancelled(annaStarted, annaStopped), BEN, untilCancelled(benStarted, benStopped));
        try (Transport transport = open(clients)) {
            PendingReply anna = transport.send(ANNA, message("work"));
            PendingReply ben = transport.send(BEN, message("work"));
            awaitLatch("anna at work", annaStarted);
            awaitLatch("ben at work", benStarted);
            anna.cancel();
            awaitLatch("anna stopped", annaStopped);
            assertThat(benStopped.getCount()).as("ben goes on").isEqualTo(1);
            assertThat(ben.reply()).isNotDone();
            anna.cancel();
            ben.cancel();
            awaitLatch("ben stopped", benStopped);
        }
    }

    /** Closing completes every reply still pending, though the client never answers. */
    @Test
    default void closeCompletesWhatIsPending() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try {
            Transport transport = open(Map.of(ANNA, stuckUntil(release, started), BEN, echo("ben")));
            List<PendingReply> pending =
                    List.of(transport.send(ANNA, message("one")), transport.send(ANNA, message("two")));
            awaitLatch("anna at work", started);
            CompletableFuture.runAsync(transport::close).get(patienceSeconds(), SECONDS);
            for (PendingReply each : pending) {
                assertThatThrownBy(() -> await(each))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(TransportException.class);
            }
            transport.close();
            refusesAfterClose(transport);
        } finally {
            release.countDown();
        }
    }

    private void refusesAfterClose(Transport transport) throws Exception {
        try {
            PendingReply late = transport.send(BEN, message("late"));
            assertThatThrownBy(() -> await(late)).hasCauseInstanceOf(TransportException.class);
        } catch (IllegalStateException e) {
            assertThat(e).as("a closed transport may also say so at once").hasMessageContaining("close");
        }
    }

    private ClientReply await(PendingReply pending) throws Exception {
        return pending.reply().get(patienceSeconds(), SECONDS);
    }

    private void awaitLatch(String what, CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(patienceSeconds(), SECONDS)).as(what).isTrue();
    }

    private static ClientEndpoint echo(String name) {
        return (message, cancellation) -> new ClientReply.Refused(name + " heard " + text(message));
    }

    private ClientEndpoint stuckUntil(CountDownLatch release, CountDownLatch started) {
        return (message, cancellation) -> {
            started.countDown();
            boolean interrupted = false;
            while (release.getCount() > 0) {
                try {
                    if (!release.await(2 * patienceSeconds(), SECONDS)) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return new ClientReply.Acknowledged();
        };
    }

    private ClientEndpoint untilCancelled(CountDownLatch started, CountDownLatch stopped) {
        return (message, cancellation) -> {
            started.countDown();
            if (spinUntil(cancellation)) {
                stopped.countDown();
            }
            return new ClientReply.Failed("cancelled");
        };
    }

    private boolean spinUntil(Cancellation cancellation) {
        long deadline = System.nanoTime() + SECONDS.toNanos(patienceSeconds());
        while (!cancellation.isCancelled()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static ServerMessage message(String text) {
        SignedCheckpoint empty = new SignedCheckpoint("contract", 0, Digest.sha256(), Bytes.utf8("no note"));
        ProvenLeaf none = new ProvenLeaf(0, Bytes.utf8(""), List.of());
        return new Welcome(text, new LogView(empty, 0, List.of()), none, none);
    }

    private static String text(ServerMessage message) {
        return ((Welcome) message).logKey();
    }
}
