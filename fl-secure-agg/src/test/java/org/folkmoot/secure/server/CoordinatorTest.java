package org.folkmoot.secure.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.client.ClientAnswer;
import org.folkmoot.secure.client.ClientSession;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.message.Complaint;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.Revelation;
import org.folkmoot.secure.message.SealedShares;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

/** The coordinator against clients that do not keep to the protocol. */
class CoordinatorTest {
    private static final RingShape SHAPE = new RingShape(5, 19);

    private final Cohort cohort = Cohort.of(5, SHAPE);
    private final List<ClientSession> sessions = new ArrayList<>();
    private final Enrolling enrolling = Enrolling.open(cohort.round(), cohort.members());
    private final List<Bytes> keys = new ArrayList<>();
    private Session session = Session.complete(cohort.round(), new GraphPlan(5, 4, 3), Digest.sha256());

    CoordinatorTest() {
        for (int i = 0; i < 5; i++) {
            ClientSession.Opening opening = ClientSession.open(cohort.setup(i), cohort.input(i), cohort.entropy(i));
            sessions.add(opening.session());
            keys.add(sent(opening.answer()));
        }
    }

    @Test
    void rejectsAnyChangedByteOfAnyMessageAndItsRepetition() throws Exception {
        for (Bytes each : keys) {
            assertRejects(each, enrolling::take);
        }
        Dealing dealing = dealing();
        for (Bytes each : answers(i -> dealing.rosterFor(cohort.pseudonym(i)))) {
            assertRejects(each, dealing::take);
        }
        Masking masking = dealing.close();
        for (Bytes each : answers(i -> masking.sharesFor(cohort.pseudonym(i)))) {
            assertRejects(each, masking::take);
        }
        Agreeing agreeing = masking.close();
        for (Bytes each : answers(i -> agreeing.survivorsFor(cohort.pseudonym(i)))) {
            assertRejects(each, agreeing::take);
        }
        Unmasking unmasking = unmasking(agreeing);
        for (Bytes each : answers(i -> unmasking.confirmationsFor(cohort.pseudonym(i)))) {
            assertRejects(each, unmasking::take);
        }
        assertThat(unmasking.finish().sum().contentEquals(cohort.clearSum(List.of(0, 1, 2, 3, 4))))
                .isTrue();
    }

    private static void assertRejects(Bytes message, Taking taking) throws Exception {
        byte[] bytes = message.toByteArray();
        Stream.concat(Tampering.byteFlips(bytes), Tampering.truncations(bytes))
                .forEach(changed -> assertThatThrownBy(
                                () -> taking.take(changed.bytes().toByteArray()))
                        .as(changed.what())
                        .isInstanceOf(RejectedException.class));
        taking.take(bytes);
        RejectedException again = catchThrowableOfType(RejectedException.class, () -> taking.take(bytes));
        assertThat(again.reason()).isEqualTo(RejectedException.Reason.DUPLICATE);
    }

    private Dealing dealing() throws SessionFailedException {
        Enrolled enrolled = enrolling.close();
        return enrolled.onRecord(cohort.log().recordRoster(enrolled.root()));
    }

    private Unmasking unmasking(Agreeing agreeing) {
        return agreeing.onRecord(cohort.log()
                .recordSurvivors(
                        agreeing.session().roster(), agreeing.survivors().root()));
    }

    private List<Bytes> answers(IntFunction<Bytes> ask) {
        List<Bytes> answers = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            answers.add(sent(sessions.get(i).on(ask.apply(i).toByteArray())));
        }
        return answers;
    }

    @Test
    void blamesWhoRevealsAnotherShareAndSumsAllTheSame() throws Exception {
        enrolAll();
        Unmasking unmasking = upToUnmasking();
        for (Bytes each : answers(i -> unmasking.confirmationsFor(cohort.pseudonym(i)))) {
            Revelation honest = Revelation.decode(each.toByteArray());
            unmasking.take(honest.from() == 2 ? lying(honest).encode() : each.toByteArray());
        }

        Unmasked unmasked = unmasking.finish();

        assertThat(unmasked.sum().contentEquals(cohort.clearSum(List.of(0, 1, 2, 3, 4))))
                .isTrue();
        assertThat(unmasked.blamed())
                .isNotEmpty()
                .allMatch(blame -> blame.client().equals(cohort.pseudonym(2))
                        && blame.what() == Blame.Misdeed.REVEALED_ANOTHER_SHARE);
    }

    private Revelation lying(Revelation honest) {
        List<Secret> shares = new ArrayList<>(honest.shares());
        shares.set(0, Secret.of(new byte[32]));
        return Revelation.signed(2, shares, session.id(), cohort.key(2));
    }

    /** Everybody's session up to confirmations. */
    private Unmasking upToUnmasking() throws Exception {
        Dealing dealing = dealing();
        session = dealing.session();
        for (Bytes each : answers(i -> dealing.rosterFor(cohort.pseudonym(i)))) {
            dealing.take(each.toByteArray());
        }
        Masking masking = dealing.close();
        for (Bytes each : answers(i -> masking.sharesFor(cohort.pseudonym(i)))) {
            masking.take(each.toByteArray());
        }
        Agreeing agreeing = masking.close();
        for (Bytes each : answers(i -> agreeing.survivorsFor(cohort.pseudonym(i)))) {
            agreeing.take(each.toByteArray());
        }
        return unmasking(agreeing);
    }

    private DealtShares spoilt(DealtShares honest) {
        List<SealedShares> shares = new ArrayList<>(honest.shares());
        SealedShares one = shares.get(1);
        byte[] sealed = one.sealed().toByteArray();
        sealed[0] ^= 1;
        shares.set(1, new SealedShares(Bytes.of(sealed), one.seedCheck(), one.keyCheck()));
        return DealtShares.signed(honest.from(), shares, session.id(), cohort.key(honest.from()));
    }

    @Test
    void whoeverCannotOpenSharesSaysSoAndTheOthersGoOn() throws Exception {
        enrolAll();
        Dealing dealing = dealing();
        session = dealing.session();
        for (Bytes each : answers(i -> dealing.rosterFor(cohort.pseudonym(i)))) {
            DealtShares honest = DealtShares.decode(each.toByteArray());
            dealing.take(honest.from() == 0 ? spoilt(honest).encode() : each.toByteArray());
        }
        Masking masking = dealing.close();
        ClientAnswer answer =
                sessions.get(2).on(masking.sharesFor(cohort.pseudonym(2)).toByteArray());
        Bytes complaint = ((ClientAnswer.Left) answer).complaint().orElseThrow();

        assertThat(masking.complaint(complaint.toByteArray())).isEqualTo(cohort.pseudonym(0));
        assertThat(Complaint.decode(complaint.toByteArray()).from()).isEqualTo(2);
        Tampering.byteFlips(complaint.toByteArray())
                .forEach(changed -> assertThatThrownBy(
                                () -> masking.complaint(changed.bytes().toByteArray()))
                        .isInstanceOf(RejectedException.class));
    }

    private void enrolAll() throws RejectedException {
        for (Bytes each : keys) {
            enrolling.take(each.toByteArray());
        }
    }

    @Test
    void takesNobodyWhoWasNotThereBefore() throws Exception {
        for (int i = 0; i < 4; i++) {
            enrolling.take(keys.get(i).toByteArray());
        }
        Dealing dealing = dealing();

        assertThatThrownBy(() -> dealing.rosterFor(cohort.pseudonym(4))).isInstanceOf(IllegalArgumentException.class);
        assertThat(enrolling.count()).isEqualTo(4);
    }

    private static Bytes sent(ClientAnswer answer) {
        if (answer instanceof ClientAnswer.Sent sent) {
            return sent.message();
        }
        throw new AssertionError(answer.toString());
    }

    @FunctionalInterface
    private interface Taking {
        Object take(byte[] message) throws Exception;
    }
}
