package org.folkmoot.engine.secure;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.audit.member.Member;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.PhaseLimits;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.attempt.Settled;
import org.folkmoot.engine.attempt.Training;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who of a cohort is still in a secure collection, and how the others fared. Each gets one answer, told when it is known. */
final class Roll {
    private static final Logger log = LoggerFactory.getLogger(Roll.class);

    private final AttemptId attempt;
    private final SortedMap<ClientId, Member> members;
    private final Map<Digest, ClientId> names = new TreeMap<>();
    private final SortedMap<ClientId, Answer.Rejected> rejected = new TreeMap<>();
    private final SortedMap<ClientId, SignedStatement> masked = new TreeMap<>();
    private final FederationListener listener;

    Roll(AttemptId attempt, SortedMap<ClientId, Member> members, FederationListener listener) {
        this.attempt = attempt;
        this.members = members;
        this.listener = listener;
        members.forEach((client, member) -> names.put(member.pseudonym(), client));
    }

    Digest pseudonym(ClientId client) {
        return member(client).pseudonym();
    }

    Member member(ClientId client) {
        return Optional.ofNullable(members.get(client))
                .orElseThrow(() -> new AssertionError("no client of this cohort: " + client));
    }

    Map<Digest, org.folkmoot.api.Bytes> keys() {
        Map<Digest, org.folkmoot.api.Bytes> keys = new TreeMap<>();
        members.values().forEach(member -> keys.put(member.pseudonym(), member.publicKey()));
        return keys;
    }

    /** {@return those of whom nothing is known that keeps them out} */
    SortedSet<ClientId> present() {
        SortedSet<ClientId> present = new TreeSet<>(members.keySet());
        present.removeAll(rejected.keySet());
        return present;
    }

    void out(ClientId client, RejectionReason reason, String detail) {
        out(client, Answer.Rejected.of(reason, detail));
    }

    /** This client has no part in the sum; what was known of it before stands. */
    void out(ClientId client, Answer.Rejected answer) {
        if (masked.containsKey(client) || rejected.putIfAbsent(client, answer) != null) {
            return;
        }
        log.atWarn()
                .addKeyValue("attempt", attempt)
                .addKeyValue("client", client)
                .addKeyValue("reason", answer.reason().word())
                .addKeyValue("detail", answer.detail())
                .log("contribution does not count");
        tell(client, answer);
    }

    /** This client's masked input is in the sum. */
    void in(ClientId client, SignedStatement signed) {
        masked.put(client, signed);
        tell(client, Answer.Included.of(signed, 1));
    }

    /** {@return those whose masked input is in the sum} */
    SortedSet<ClientId> survivors() {
        return new TreeSet<>(masked.keySet());
    }

    private void tell(ClientId client, Answer answer) {
        listener.on(new FederationEvent.ClientSettled(attempt, client, answer, rejected.size() + masked.size()));
    }

    /** {@return the phase in which it is known how everybody fared}; whoever is neither in nor out has dropped out. */
    Settled settled(Selected cohort, PhaseLimits limits) {
        present().stream()
                .filter(client -> !masked.containsKey(client))
                .forEach(client -> out(client, RejectionReason.DROPPED_OUT, "the collection ended without it"));
        PhaseLimits all =
                new PhaseLimits(Math.max(members.size(), limits.minimum()), limits.minimum(), limits.deadline());
        Collecting phase = cohort.invited(all);
        for (Map.Entry<ClientId, Answer.Rejected> each : rejected.entrySet()) {
            phase = after(phase, each.getKey(), each.getValue());
        }
        for (Map.Entry<ClientId, SignedStatement> each : masked.entrySet()) {
            phase = after(phase, each.getKey(), Answer.Included.of(each.getValue(), 1));
        }
        return new Settled(phase.id(), phase.answers(), limits);
    }

    private static Collecting after(Collecting phase, ClientId client, Answer answer) {
        try {
            return ((Training) phase).on(client, answer);
        } catch (ProtocolViolationException e) {
            throw new AssertionError("one answer of each client of the cohort", e);
        }
    }
}
