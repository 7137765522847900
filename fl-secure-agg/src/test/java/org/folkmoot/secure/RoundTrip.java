package org.folkmoot.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.client.ClientAnswer;
import org.folkmoot.secure.client.ClientSession;
import org.folkmoot.secure.message.MaskedVector;
import org.folkmoot.secure.server.Agreeing;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;
import org.folkmoot.secure.server.Masking;
import org.folkmoot.secure.server.RejectedException;
import org.folkmoot.secure.server.SessionFailedException;
import org.folkmoot.secure.server.Unmasked;
import org.folkmoot.secure.server.Unmasking;

/** An honest coordinator and its clients, of which some drop out before a stage. */
public final class RoundTrip {
    public static final int STAGES = 5;

    private final Cohort cohort;
    private final int[] leavesBefore;
    private final List<ClientSession> sessions = new ArrayList<>();
    private final List<Bytes> masked = new ArrayList<>();
    private final List<Integer> survivors = new ArrayList<>();
    private final List<Bytes> transcript = new ArrayList<>();
    private List<Integer> roster = List.of();

    /** {@code leavesBefore[i]} is the stage that client i does not reach, 0 to 4, or 5 for none. */
    public RoundTrip(Cohort cohort, int... leavesBefore) {
        this.cohort = cohort;
        this.leavesBefore = leavesBefore.length == 0 ? stays(cohort.size()) : leavesBefore;
    }

    public static int[] stays(int clients) {
        return IntStream.generate(() -> STAGES).limit(clients).toArray();
    }

    public Unmasked run() throws SessionFailedException {
        Enrolling enrolling = Enrolling.open(cohort.round(), cohort.members());
        for (int i = 0; i < cohort.size(); i++) {
            ClientSession.Opening opening = ClientSession.open(cohort.setup(i), cohort.input(i), cohort.entropy(i));
            sessions.add(opening.session());
            if (leavesBefore[i] > 0) {
                Bytes keys = sent(opening.answer());
                take(() -> enrolling.take(keys.toByteArray()));
            }
        }
        roster = places(i -> leavesBefore[i] > 0);
        Enrolled enrolled = enrolling.close();
        return masking(dealing(enrolled).close());
    }

    private Dealing dealing(Enrolled enrolled) {
        Bytes proof = cohort.log().recordRoster(enrolled.root());
        Dealing dealing = enrolled.needsBeacon()
                ? enrolled.onRecord(proof, TestLog.beaconAfter(enrolled.root()), TestLog.PROOF)
                : enrolled.onRecord(proof);
        stage(1, (i, me) -> dealing.rosterFor(me), dealing::take);
        return dealing;
    }

    private Unmasked masking(Masking masking) throws SessionFailedException {
        stage(2, (i, me) -> masking.sharesFor(me), message -> {
            Masking.Counted counted = masking.take(message);
            masked.add(MaskedVector.decode(message).packed());
            survivors.add(IntStream.range(0, cohort.size())
                    .filter(i -> cohort.pseudonym(i).equals(counted.client()))
                    .findFirst()
                    .orElseThrow());
        });
        return agreeing(masking.close());
    }

    private Unmasked agreeing(Agreeing agreeing) throws SessionFailedException {
        stage(3, (i, me) -> agreeing.survivorsFor(me), agreeing::take);
        Bytes proof = cohort.log()
                .recordSurvivors(
                        agreeing.session().roster(), agreeing.survivors().root());
        Unmasking unmasking = agreeing.onRecord(proof);
        stage(4, (i, me) -> unmasking.confirmationsFor(me), unmasking::take);
        return unmasking.finish();
    }

    private void stage(int stage, BiFunction<Integer, Digest, Bytes> ask, Taking taking) {
        for (int i : places(place -> leavesBefore[place] > stage)) {
            Bytes asked = ask.apply(i, cohort.pseudonym(i));
            transcript.add(asked);
            ClientAnswer answer = sessions.get(i).on(asked.toByteArray());
            if (answer instanceof ClientAnswer.Sent) {
                Bytes message = sent(answer);
                take(() -> taking.take(message.toByteArray()));
            }
        }
    }

    private Bytes sent(ClientAnswer answer) {
        if (!(answer instanceof ClientAnswer.Sent sent)) {
            throw new AssertionError("left: " + answer);
        }
        transcript.add(sent.message());
        return sent.message();
    }

    private static void take(Call call) {
        try {
            call.make();
        } catch (RejectedException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError("only RejectedException is declared", e);
        }
    }

    private List<Integer> places(IntPredicate which) {
        return IntStream.range(0, cohort.size()).filter(which).boxed().toList();
    }

    public List<ClientSession> sessions() {
        return sessions;
    }

    public List<Bytes> masked() {
        return masked;
    }

    public List<Integer> survivors() {
        return survivors;
    }

    public List<Integer> roster() {
        return roster;
    }

    public List<Bytes> transcript() {
        return transcript;
    }

    @FunctionalInterface
    private interface Taking {
        void take(byte[] message) throws Exception;
    }

    @FunctionalInterface
    private interface Call {
        void make() throws Exception;
    }
}
