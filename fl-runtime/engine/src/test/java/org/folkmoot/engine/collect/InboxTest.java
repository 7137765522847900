package org.folkmoot.engine.collect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void handsOverInOrder() throws InterruptedException {
        try (Inbox<String> inbox = new Inbox<>(4)) {
            inbox.put("one");
            inbox.put("two");

            assertThat(inbox.poll(PATIENCE)).isEqualTo("one");
            assertThat(inbox.poll(PATIENCE)).isEqualTo("two");
            assertThat(inbox.poll(Duration.ZERO)).isNull();
        }
    }

    @Test
    void ownerNeverWaitsForRoom() throws InterruptedException {
        try (Inbox<Integer> inbox = new Inbox<>(1)) {
            for (int i = 0; i < 100; i++) {
                inbox.put(i);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(inbox.poll(PATIENCE)).isEqualTo(i);
            }
        }
    }

    @Test
    void othersWaitForRoomAndLoseNothing() throws Exception {
        try (Inbox<Integer> inbox = new Inbox<>(1)) {
            Thread putter = putting(inbox, 0, 3);
            waitUntilBlocked(putter);

            List<Integer> got = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                got.add(inbox.poll(PATIENCE));
            }

            assertThat(got).containsExactly(0, 1, 2);
            putter.join(PATIENCE.toMillis());
            assertThat(putter.isAlive()).isFalse();
        }
    }

    @Test
    void whatTheOwnerPutTakesNobodysRoom() throws Exception {
        try (Inbox<Integer> inbox = new Inbox<>(1)) {
            inbox.put(7);
            inbox.put(8);
            CompletableFuture.runAsync(() -> inbox.put(9)).get(20, SECONDS);
            Thread putter = putting(inbox, 10, 1);
            waitUntilBlocked(putter);

            assertThat(inbox.poll(PATIENCE)).isEqualTo(7);
            assertThat(inbox.poll(PATIENCE)).isEqualTo(8);
            assertThat(inbox.poll(PATIENCE)).isEqualTo(9);
            assertThat(inbox.poll(PATIENCE)).isEqualTo(10);
        }
    }

    @Test
    void closingFreesWhoeverWaitsAndSwallowsWhatComesLate() throws Exception {
        Inbox<Integer> inbox = new Inbox<>(1);
        Thread putter = putting(inbox, 0, 5);
        waitUntilBlocked(putter);

        inbox.close();

        putter.join(PATIENCE.toMillis());
        assertThat(putter.isAlive()).isFalse();
        CompletableFuture.runAsync(() -> inbox.put(1)).get(20, SECONDS);
    }

    @Test
    void interruptionOfAWaitingThreadLosesNothingAndIsKept() throws Exception {
        try (Inbox<Integer> inbox = new Inbox<>(1)) {
            CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
            Thread putter = new Thread(() -> {
                inbox.put(0);
                inbox.put(1);
                interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
            });
            putter.start();
            waitUntilBlocked(putter);
            putter.interrupt();

            assertThat(inbox.poll(PATIENCE)).isEqualTo(0);
            assertThat(inbox.poll(PATIENCE)).isEqualTo(1);
            assertThat(interruptedAfterwards.get(20, SECONDS)).isTrue();
        }
    }

    private static Thread putting(Inbox<Integer> inbox, int first, int count) {
        Thread putter = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                inbox.put(first + i);
            }
        });
        putter.setDaemon(true);
        putter.start();
        return putter;
    }

    private static void waitUntilBlocked(Thread thread) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("waits for room").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
