package org.folkmoot.engine.secure;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.Artefact;
import org.folkmoot.api.round.Audience;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.SecureMessage;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.attempt.Settled;
import org.folkmoot.engine.collect.Collected;
import org.folkmoot.engine.collect.CollectionTask;
import org.folkmoot.engine.collect.CollectionTools;
import org.folkmoot.engine.collect.Exchange;
import org.folkmoot.engine.collect.Invitations;
import org.folkmoot.engine.collect.Stopwatch;
import org.folkmoot.secure.Ed25519Members;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.SecureParameters;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.message.MalformedMessageException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a secure collection, from the invitations to the sum. */
final class SecureAttempt {
    private static final Logger log = LoggerFactory.getLogger(SecureAttempt.class);

    private final Selected cohort;
    private final CollectionTask task;
    private final CollectionTools tools;
    private final SecureParameters promised;
    private final LinearFold fold;
    private final Roll roll;
    private final Asking asking;
    private long receivedBytes;

    SecureAttempt(
            Selected cohort, CollectionTask task, CollectionTools tools, SecureParameters promised, LinearFold fold) {
        this.cohort = cohort;
        this.task = task;
        this.tools = tools;
        this.promised = promised;
        this.fold = fold;
        this.roll = new Roll(cohort.id(), cohortOf(cohort, task), tools.listener());
        this.asking = new Asking(task, tools, roll);
    }

    private static SortedMap<ClientId, Member> cohortOf(Selected cohort, CollectionTask task) {
        SortedMap<ClientId, Member> members = new TreeMap<>(task.members());
        members.keySet().retainAll(cohort.cohort());
        return members;
    }

    /** {@return what the cohort came to} */
    Collected run() throws IOException, InterruptedException {
        task.withdrawn()
                .forEach(client ->
                        roll.out(client, RejectionReason.CONSENT_REVOKED, "the log holds that it has withdrawn"));
        try {
            Unmasked unmasked = unmask(agree(mask(deal(enrol()))));
            tools.stopwatch().book(Stopwatch.Part.FOLDING);
            unmasked.evidence().revealed().close();
            fold.take(unmasked.sum(), roll.survivors().size());
            return settled()
                    .close()
                    .either(
                            aggregating -> new Collected.Enough(
                                    aggregating, new SecureSum(fold, task.before()), receivedBytes),
                            abandoned -> new Collected.Ended(abandoned, receivedBytes));
        } catch (SessionFailedException e) {
            e.blamed()
                    .forEach(blame -> log.atWarn()
                            .addKeyValue("attempt", cohort.id())
                            .addKeyValue("client", blame.client())
                            .addKeyValue("misdeed", blame.what().word())
                            .log("client broke the protocol of the secure collection"));
            return ended(AbandonReason.SECURE_AGGREGATION_FAILED, String.valueOf(e.getMessage()));
        } catch (CancelledException e) {
            return ended(AbandonReason.CANCELLED, "cancelled by the operator");
        } catch (IllegalArgumentException e) {
            return ended(AbandonReason.AGGREGATION_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Settled settled() {
        return roll.settled(cohort, task.limits());
    }

    private Collected ended(AbandonReason reason, String detail) {
        return new Collected.Ended(settled().abandon(reason, detail), receivedBytes);
    }

    /** Clients train; each that is done advertises its keys. */
    private Enrolled enrol() throws IOException, InterruptedException, SessionFailedException, CancelledException {
        SecureRound round = new SecureRound(
                task.federation(),
                cohort.id(),
                0,
                task.before().model().digest(),
                CanonicalProgram.digest(task.program()),
                RingShape.of(task.program().encoding()),
                promised);
        Enrolling enrolling = Enrolling.open(round, Ed25519Members.of(roll.keys()));
        Exchange.MessageUnder invitation = Invitations.to(cohort.id(), task, tools.log());
        SortedSet<ClientId> invited = roll.present();
        SortedSet<ClientId> missing = asking.ask(
                invited,
                client -> invitation,
                task.limits().goal(),
                (from, answer) ->
                        own(from, () -> enrolling.take(answer.message().toByteArray())));
        boolean goal = enrolling.count() >= task.limits().goal();
        missing.forEach(client -> roll.out(
                client,
                goal ? RejectionReason.NOT_NEEDED : RejectionReason.TIMED_OUT,
                goal ? "the goal of " + task.limits().goal() + " was reached before" : "no answer in time"));
        requireGoingOn();
        return enrolling.close();
    }

    /** The roster goes on record; each client is shown it and deals shares of its secrets. */
    private Masking deal(Enrolled enrolled)
            throws IOException, InterruptedException, SessionFailedException, CancelledException {
        OnRecord roster = record(new RosterLeaf(
                task.federation(),
                tools.log().chain().lastLeaf(),
                cohort.id(),
                CanonicalProgram.digest(task.program()),
                enrolled.root(),
                enrolled.count()));
        shown = roster.view.checkpoint();
        Dealing dealing = enrolled.onRecord(roster.proof);
        step(
                client -> dealing.rosterFor(roll.pseudonym(client)),
                (from, answer) -> own(from, () -> dealing.take(answer.message().toByteArray())));
        return dealing.close();
    }

    private SignedCheckpoint shown = new SignedCheckpoint("none", 0, Digest.sha256(), Bytes.utf8(""));

    private Agreeing mask(Masking masking)
            throws IOException, InterruptedException, SessionFailedException, CancelledException {
        step(client -> masking.sharesFor(roll.pseudonym(client)), (from, answer) -> addMasked(masking, from, answer));
        roll.present().stream()
                .filter(client -> !roll.survivors().contains(client))
                .forEach(client -> roll.out(client, RejectionReason.DROPPED_OUT, "no masked input"));
        return masking.close();
    }

    private void addMasked(Masking masking, ClientId from, ClientReply.Secured answer) throws IOException {
        Optional<SignedStatement> signed = answer.signed();
        Optional<String> objection = signed.isEmpty()
                ? Optional.of("no statement")
                : new MaskedStatement(task, cohort.id(), shown).objection(signed.get(), roll.member(from));
        if (objection.isPresent()) {
            roll.out(from, RejectionReason.WRONG_STATEMENT, objection.get());
            return;
        }
        ClientStatement statement = signed.orElseThrow().statement();
        byte[] message = answer.message().toByteArray();
        try {
            masking.take(
                    message,
                    (client, payload) -> client.equals(statement.pseudonym()) && payload.equals(statement.payload()));
        } catch (RejectedException e) {
            roll.out(from, RejectionReason.PROTOCOL_BROKEN, String.valueOf(e.getMessage()));
            return;
        }
        roll.in(from, signed.orElseThrow());
        receivedBytes += message.length;
        keep(message);
    }

    private void keep(byte[] message) throws IOException {
        if (task.program().disclosure().of(Artefact.UPDATES).audience() == Audience.NOBODY) {
            return;
        }
        try {
            tools.inputs().put(MaskedVector.decode(message).packed().toByteArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError("it was added to the sum", e);
        }
        tools.stopwatch().book(Stopwatch.Part.STORING);
    }

    /** The survivors go on record; each of them says that it helps to unmask these. */
    private Unmasking agree(Agreeing agreeing)
            throws IOException, InterruptedException, SessionFailedException, CancelledException {
        OnRecord survivors = record(new SurvivorsLeaf(
                task.federation(),
                tools.log().chain().lastLeaf(),
                cohort.id(),
                agreeing.session().roster(),
                agreeing.survivors().root(),
                agreeing.survivors().places().count()));
        ask(
                roll.survivors(),
                client -> agreeing.survivorsFor(roll.pseudonym(client)),
                (from, answer) ->
                        heard(from, () -> agreeing.take(answer.message().toByteArray())));
        return agreeing.onRecord(survivors.proof);
    }

    private Unmasked unmask(Unmasking unmasking)
            throws IOException, InterruptedException, SessionFailedException, CancelledException {
        ask(
                roll.survivors(),
                client -> unmasking.confirmationsFor(roll.pseudonym(client)),
                (from, answer) ->
                        heard(from, () -> unmasking.take(answer.message().toByteArray())));
        return unmasking.finish();
    }

    /** Asks all who are still there; who does not answer in time has dropped out. */
    private void step(Content content, Asking.Taking taking)
            throws IOException, InterruptedException, CancelledException {
        ask(roll.present(), content, taking)
                .forEach(client -> roll.out(client, RejectionReason.DROPPED_OUT, "no answer in time"));
    }

    private SortedSet<ClientId> ask(SortedSet<ClientId> clients, Content content, Asking.Taking taking)
            throws IOException, InterruptedException, CancelledException {
        SortedSet<ClientId> missing = asking.ask(
                clients,
                client -> {
                    Bytes message = content.of(client);
                    return view -> new SecureMessage(cohort.id(), message, view);
                },
                clients.size(),
                taking);
        requireGoingOn();
        return missing;
    }

    private void requireGoingOn() throws CancelledException {
        if (task.cancelled().getAsBoolean()) {
            throw new CancelledException();
        }
    }

    /** A message speaks for the client that it came from, or for nobody. */
    private void own(ClientId from, Take take) {
        try {
            Digest speaker = take.take();
            if (!speaker.equals(roll.pseudonym(from))) {
                roll.out(from, RejectionReason.WRONG_STATEMENT, "a message in another client's name");
            }
        } catch (RejectedException e) {
            roll.out(from, RejectionReason.PROTOCOL_BROKEN, String.valueOf(e.getMessage()));
        }
    }

    /** Who is in the sum stays in it, whatever it says afterwards; it is only not heard. */
    private void heard(ClientId from, Take take) {
        try {
            Digest unused = take.take();
        } catch (RejectedException e) {
            log.atWarn()
                    .addKeyValue("attempt", cohort.id())
                    .addKeyValue("client", from)
                    .addKeyValue("detail", e.getMessage())
                    .log("answer dropped");
        }
    }

    private OnRecord record(LogLeaf leaf) throws AuditException {
        long index = tools.log().append(leaf).index();
        LogView view = tools.log().view(0);
        tools.stopwatch().book(Stopwatch.Part.SIGNING);
        return new OnRecord(view, LeafProof.encode(tools.log().proven(index, view)));
    }

    /** A leaf that clients are told of, under the log as it stands with it. */
    private record OnRecord(LogView view, Bytes proof) {}

    /** What a client is sent. */
    @FunctionalInterface
    private interface Content {
        Bytes of(ClientId client);
    }

    /** Takes a message in; {@code take} says whose it is. */
    @FunctionalInterface
    private interface Take {
        Digest take() throws RejectedException;
    }

    /** The operator has had enough. */
    private static final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
