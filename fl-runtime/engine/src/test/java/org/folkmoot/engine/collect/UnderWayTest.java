package org.folkmoot.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.engine.attempt.Opened;
import org.folkmoot.engine.attempt.PhaseLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private static final ClientId ANNA = ClientId.of("anna");
    private static final ClientId BEN = ClientId.of("ben");
    private static final ClientId CARA = ClientId.of("cara");

    private final List<Letter> letters = new ArrayList<>();
    private final UnderWay underWay = new UnderWay();

    /** An invitation that was sent; ends as failed at once where it is withdrawn, as one that had not begun does. */
    private record Letter(ClientId to, CompletableFuture<ClientReply> reply) implements PendingReply {
        @Override
        public void cancel() {
            reply.complete(new ClientReply.Failed("cancelled before it began"));
        }

        void answer(String what) {
            reply.complete(new ClientReply.Refused(what));
        }
    }

    @AfterEach
    void close() {
        underWay.close();
    }

    @Test
    void doesNotAskAgainWhoseAnswerIsStillAtHand() throws Exception {
        open(1, 1, ANNA, BEN);
        letter(ANNA).answer("one");
        letter(BEN).answer("two");
        open(2, 1, CARA);
        poll();
        poll();
        open(3, 1, ANNA, BEN);
        assertThat(poll()).isEqualTo("one");

        open(4, 1, ANNA, BEN);

        assertThat(letters.stream().filter(letter -> letter.to().equals(BEN))).hasSize(1);
        assertThat(poll()).isEqualTo("two");
    }

    @Test
    void answerToAWithdrawnInvitationIsNotTheAnswerToTheNewOne() throws Exception {
        open(1, 1, ANNA);

        open(5, 4, ANNA);

        assertThat(poll()).isNull();
        letter(ANNA).answer("anew");
        assertThat(poll()).isEqualTo("anew");
    }

    @Test
    void answerThatCameBeforeItsInvitationWasWithdrawnIsNotTheAnswerToTheNewOne() throws Exception {
        open(1, 1, ANNA);
        letter(ANNA).answer("old");

        open(5, 4, ANNA);

        assertThat(poll()).isNull();
        letter(ANNA).answer("anew");
        assertThat(poll()).isEqualTo("anew");
    }

    private void open(int round, int oldest, ClientId... cohort) {
        PhaseLimits limits = new PhaseLimits(1, 1, Duration.ofMinutes(1));
        Exchange exchange = (to, message) -> {
            Letter letter = new Letter(to, new CompletableFuture<>());
            letters.add(letter);
            return letter;
        };
        underWay.open(
                new UnderWay.Opened(
                        new Opened(AttemptId.first(round))
                                .selected(new TreeSet<>(List.of(cohort)))
                                .invited(limits),
                        exchange,
                        view -> {
                            throw new AssertionError("nobody reads the invitation");
                        },
                        event -> {}),
                oldest);
    }

    private Letter letter(ClientId to) {
        return letters.stream()
                .filter(letter -> letter.to().equals(to))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private @Nullable String poll() throws InterruptedException {
        Arrival arrival = underWay.poll(Duration.ZERO);
        return arrival == null ? null : ((ClientReply.Refused) arrival.reply().orElseThrow()).reason();
    }
}
