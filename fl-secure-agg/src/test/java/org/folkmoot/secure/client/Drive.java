package org.folkmoot.secure.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.NotOnRecordException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.TestLog;
import org.folkmoot.secure.server.Agreeing;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;
import org.folkmoot.secure.server.Masking;
import org.folkmoot.secure.server.SessionFailedException;
import org.folkmoot.secure.server.Unmasked;
import org.folkmoot.secure.server.Unmasking;

/** A coordinator that goes through a session with whoever stays, and cares for no signature. */
final class Drive {
    /** The members of somebody who does not look. */
    static final MemberKeys ANYBODY = (pseudonym, message, signature) -> {};

    /** A log whose owner and witnesses do as they are told. */
    static final RoundLog COLLUDING = new RoundLog() {
        @Override
        public void requireRoster(Digest root, int count, Bytes proof) {}

        @Override
        public Digest beacon(Digest root, Bytes proof) throws NotOnRecordException {
            return TestLog.beaconAfter(root);
        }

        @Override
        public void requireSurvivors(Digest roster, Digest root, int count, Bytes proof) {}
    };

    private final List<Player> players;
    private final List<ClientSession> sessions = new ArrayList<>();
    private final List<RefusalReason> refusals = new ArrayList<>();

    private Drive(List<Player> players) {
        this.players = players;
    }

    /** What became of it. */
    record Outcome(Optional<Unmasked> unmasked, List<RefusalReason> refusals) {}

    static Outcome run(SecureRound round, List<Player> players, TestLog log) {
        Drive drive = new Drive(players);
        try {
            return new Outcome(Optional.of(drive.through(round, log)), drive.refusals);
        } catch (SessionFailedException e) {
            return new Outcome(Optional.empty(), drive.refusals);
        }
    }

    private Unmasked through(SecureRound round, TestLog log) throws SessionFailedException {
        Enrolling enrolling = Enrolling.open(round, ANYBODY);
        for (Player player : players) {
            ClientSession.Opening opening = player.open();
            sessions.add(opening.session());
            take(opening.answer(), enrolling::take);
        }
        Enrolled enrolled = enrolling.close();
        Dealing dealing = enrolled.onRecord(log.recordRoster(enrolled.root()));
        stage(dealing::rosterFor, dealing::take);
        Masking masking = dealing.close();
        stage(masking::sharesFor, masking::take);
        Agreeing agreeing = masking.close();
        stage(agreeing::survivorsFor, agreeing::take);
        Unmasking unmasking = agreeing.onRecord(log.recordSurvivors(
                agreeing.session().roster(), agreeing.survivors().root()));
        stage(unmasking::confirmationsFor, unmasking::take);
        return unmasking.finish();
    }

    private void stage(Function<Digest, Bytes> ask, Taking taking) {
        for (int i = 0; i < players.size(); i++) {
            if (!sessions.get(i).isOver()) {
                Bytes asked = ask.apply(players.get(i).setup().pseudonym());
                take(sessions.get(i).on(asked.toByteArray()), taking);
            }
        }
    }

    private void take(ClientAnswer answer, Taking taking) {
        if (answer instanceof ClientAnswer.Left left) {
            refusals.add(left.reason());
            return;
        }
        try {
            taking.take(sent(answer).toByteArray());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Bytes sent(ClientAnswer answer) {
        if (answer instanceof ClientAnswer.Sent sent) {
            return sent.message();
        }
        throw new AssertionError(answer.toString());
    }

    /** Takes a message; nothing an honest client says is rejected. */
    @FunctionalInterface
    interface Taking {
        void take(byte[] message) throws Exception;
    }
}
