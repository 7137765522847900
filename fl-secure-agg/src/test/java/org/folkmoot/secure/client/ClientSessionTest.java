package org.folkmoot.secure.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.MemoryLatch;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.server.Agreeing;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;
import org.folkmoot.secure.server.Masking;
import org.folkmoot.secure.server.Unmasking;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

class ClientSessionTest {
    private static final RingShape SHAPE = new RingShape(3, 20);
    private static final int CLIENTS = 5;

    /** What the coordinator says to the last client, in order, and what it is asked with. */
    private final List<byte[]> said = new ArrayList<>();

    private final Cohort cohort = Cohort.of(CLIENTS, SHAPE);

    ClientSessionTest() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        Enrolling enrolling = Enrolling.open(cohort.round(), cohort.members());
        for (int i = 0; i < CLIENTS; i++) {
            ClientSession.Opening opening =
                    Player.honest(cohort, i).remembering(new MemoryLatch()).open();
            sessions.add(opening.session());
            enrolling.take(Drive.sent(opening.answer()).toByteArray());
        }
        Enrolled enrolled = enrolling.close();
        Dealing dealing = enrolled.onRecord(cohort.log().recordRoster(enrolled.root()));
        each(sessions, i -> dealing.rosterFor(cohort.pseudonym(i)), dealing::take);
        Masking masking = dealing.close();
        each(sessions, i -> masking.sharesFor(cohort.pseudonym(i)), masking::take);
        Agreeing agreeing = masking.close();
        each(sessions, i -> agreeing.survivorsFor(cohort.pseudonym(i)), agreeing::take);
        Unmasking unmasking = agreeing.onRecord(cohort.log()
                .recordSurvivors(
                        agreeing.session().roster(), agreeing.survivors().root()));
        each(sessions, i -> unmasking.confirmationsFor(cohort.pseudonym(i)), unmasking::take);
    }

    private void each(List<ClientSession> sessions, IntFunction<Bytes> ask, Drive.Taking taking) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            byte[] message = ask.apply(i).toByteArray();
            taking.take(Drive.sent(sessions.get(i).on(message)).toByteArray());
            if (i == CLIENTS - 1) {
                said.add(message);
            }
        }
    }

    private ClientSession upTo(int stage) {
        ClientSession session = Player.honest(cohort, CLIENTS - 1)
                .remembering(new MemoryLatch())
                .open()
                .session();
        said.subList(0, stage).forEach(message -> Drive.sent(session.on(message)));
        return session;
    }

    @Test
    void anyByteOfAnyMessageChangedEndsInANamedRefusal() {
        for (int stage = 0; stage < said.size(); stage++) {
            int reached = stage;
            Stream.concat(Tampering.byteFlips(said.get(stage)), Tampering.truncations(said.get(stage)))
                    .forEach(changed -> {
                        ClientSession session = upTo(reached);
                        ClientAnswer answer = session.on(changed.bytes().toByteArray());
                        boolean head = answer instanceof ClientAnswer.Ignored;
                        assertThat(answer instanceof ClientAnswer.Left || head)
                                .as("stage %d, %s: %s", reached, changed.what(), answer)
                                .isTrue();
                    });
        }
    }

    @Test
    void repeatedEarlyAndLateMessagesChangeNothing() {
        for (int stage = 0; stage < said.size(); stage++) {
            ClientSession session = upTo(stage);
            for (int other = 0; other < said.size(); other++) {
                if (other != stage) {
                    assertThat(session.on(said.get(other))).isInstanceOf(ClientAnswer.Ignored.class);
                }
            }
            assertThat(session.on(said.get(stage))).isInstanceOf(ClientAnswer.Sent.class);
        }
    }

    @Test
    void isOverAfterItsLastWord() {
        ClientSession session = upTo(said.size());

        assertThat(session.isOver()).isTrue();
        assertThat(session).hasToString("ClientSession[Finished]");
        assertThat(session.on(said.get(3))).isInstanceOf(ClientAnswer.Ignored.class);
        assertThat(session.on(new byte[0])).isInstanceOf(ClientAnswer.Ignored.class);
    }

    @Test
    void refusesAnInputOfAnotherShape() {
        Player player = Player.honest(cohort, CLIENTS - 1).remembering(new MemoryLatch());
        ClientSession session = ClientSession.open(
                        player.setup(),
                        RingVector.zeros(4, 20),
                        player.entropy().copy())
                .session();
        session.on(said.get(0));

        assertThat(((ClientAnswer.Left) session.on(said.get(1))).reason()).isEqualTo(RefusalReason.INPUT_MISMATCH);
    }

    @Test
    void saysNothingThatItCannotRecordFirst() {
        AnswerLatch broken = new AnswerLatch() {
            @Override
            public void close(FederationId federation, AttemptId attempt, Step step, Digest what) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void remember(FederationId federation, Summed summed) {}

            @Override
            public List<Summed> earlier(FederationId federation, Digest model) {
                return List.of();
            }
        };
        ClientSession session =
                Player.honest(cohort, CLIENTS - 1).remembering(broken).open().session();
        session.on(said.get(0));

        assertThat(((ClientAnswer.Left) session.on(said.get(1))).reason()).isEqualTo(RefusalReason.LATCH_FAILED);
    }

    @Test
    void wipesEverythingWhenItLeaves() throws Exception {
        Player player = Player.honest(cohort, CLIENTS - 1).remembering(new MemoryLatch());
        AwaitingRoster roster = AwaitingRoster.open(
                        player.setup(), Checks.ALL, player.entropy().copy())
                .next();
        AwaitingShares shares = roster.on(said.get(0)).next();
        AwaitingSurvivors survivors = shares.on(said.get(1), player.input()).next();

        assertThat(roster.secrets().seed().isZero()).isTrue();
        assertThat(roster.secrets().mask().secret().isZero()).isTrue();
        assertThat(survivors.held().pairs()).noneMatch(pair -> pair.seed().isZero());
        AwaitingConfirmations confirmations = survivors.on(said.get(2)).next();
        confirmations.on(said.get(3));
        assertThat(survivors.held().pairs())
                .allMatch(pair -> pair.seed().isZero() && pair.key().isZero());
        assertThat(survivors.seat().peers())
                .allMatch(peer -> peer.incoming().isZero() && peer.outgoing().isZero());
    }
}
