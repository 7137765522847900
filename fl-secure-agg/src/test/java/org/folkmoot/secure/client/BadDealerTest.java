package org.folkmoot.secure.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.RosterEntry;
import org.folkmoot.secure.message.RosterMessage;
import org.folkmoot.secure.server.Agreeing;
import org.folkmoot.secure.server.Blame;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;
import org.folkmoot.secure.server.Masking;
import org.folkmoot.secure.server.SessionFailedException;
import org.folkmoot.secure.server.Unmasking;
import org.junit.jupiter.api.Test;

/** A client that commits to one seed and shares out another. */
class BadDealerTest {
    private static final int DEALER = 3;

    private final Cohort cohort = Cohort.of(5, new RingShape(4, 20));
    private final List<ClientSession> sessions = new ArrayList<>();

    @Test
    void isBlamedWithWhatItSigned() throws Exception {
        Unmasking unmasking = upToUnmasking();

        SessionFailedException failed = catchThrowableOfType(SessionFailedException.class, unmasking::finish);

        assertThat(failed.reason()).isEqualTo(SessionFailedException.Reason.BAD_DEALER);
        assertThat(failed.blamed()).singleElement().satisfies(blame -> {
            assertThat(blame.client()).isEqualTo(cohort.pseudonym(DEALER));
            assertThat(blame.what()).isEqualTo(Blame.Misdeed.DEALT_INCONSISTENT_SHARES);
        });
    }

    private Unmasking upToUnmasking() throws Exception {
        Enrolling enrolling = Enrolling.open(cohort.round(), cohort.members());
        for (int i = 0; i < 5; i++) {
            Player player = Player.honest(cohort, i).lacking(new Checks() {
                @Override
                public void ownKeys(RosterMessage roster, KeyAdvertisement own) {}
            });
            ClientSession.Opening opening = player.open();
            sessions.add(opening.session());
            byte[] keys = Drive.sent(opening.answer()).toByteArray();
            enrolling.take(i == DEALER ? recommitted(keys) : keys);
        }
        Enrolled enrolled = enrolling.close();
        Dealing dealing = enrolled.onRecord(cohort.log().recordRoster(enrolled.root()));
        each(i -> dealing.rosterFor(cohort.pseudonym(i)), dealing::take);
        Masking masking = dealing.close();
        each(i -> masking.sharesFor(cohort.pseudonym(i)), masking::take);
        Agreeing agreeing = masking.close();
        each(i -> agreeing.survivorsFor(cohort.pseudonym(i)), agreeing::take);
        Unmasking unmasking = agreeing.onRecord(cohort.log()
                .recordSurvivors(
                        agreeing.session().roster(), agreeing.survivors().root()));
        each(i -> unmasking.confirmationsFor(cohort.pseudonym(i)), unmasking::take);
        return unmasking;
    }

    private byte[] recommitted(byte[] keys) throws Exception {
        RosterEntry honest = KeyAdvertisement.decode(keys).entry();
        RosterEntry other = new RosterEntry(honest.pseudonym(), honest.maskKey(), honest.channelKey(), Digest.sha256());
        return KeyAdvertisement.signed(other, cohort.round(), cohort.key(DEALER))
                .encode();
    }

    private void each(IntFunction<Bytes> ask, Drive.Taking taking) throws Exception {
        for (int i = 0; i < 5; i++) {
            taking.take(
                    Drive.sent(sessions.get(i).on(ask.apply(i).toByteArray())).toByteArray());
        }
    }
}
