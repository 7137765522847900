package org.folkmoot.engine.client;

import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A client that has not yet checked who invites it.
 *
 * @param me its identity
 * @param known what it remembers of earlier conversations; null where there were none
 * @param checks verifies signatures
 */
record Stranger(ClientIdentity me, ClientMemory.@Nullable Acquaintance known, SharedChecks checks)
        implements ClientPhase {

    /** {@return the same client before it is welcomed once more} */
    static Stranger again(Acquainted client) {
        Membership membership = client.membership();
        return new Stranger(
                membership.me(),
                client.toRemember().acquaintance(),
                membership.history().checks());
    }

    /**
     * {@return the member that this client becomes, once charter and registration are checked; one who is still owed a
     * receipt remains so}
     *
     * @throws ProtocolViolationException if the log is not the one it knows, or does not say what it must
     * @throws RefusalException if it is a log that this client has no part in
     */
    Acquainted onWelcome(Welcome welcome) throws ProtocolViolationException, RefusalException {
        Optional<LogHistory> before = history();
        if (before.isPresent()) {
            requireSameLog(before.get(), welcome);
        }
        LogHistory history = before.isPresent()
                ? before.get().advance(welcome.log())
                : LogHistory.begin(keyOf(welcome), welcome.log(), checks);
        CharterLeaf charter = charter(history, welcome.charter());
        Place place = place(history.open(welcome.registration(), charter.coordinatorKey()), charter);
        if (!charter.layout().equals(me.layout())) {
            throw new RefusalException("the charter's model has another layout than this client's trainer");
        }
        Course course = known == null ? Course.before(charter) : known.course();
        OwnStanding own = OwnStanding.registered(place.key())
                .after(welcome.notices(), history, charter, me.pseudonym(charter.federation()));
        Membership.Ground ground =
                new Membership.Ground(charter, LeafCodec.hash(welcome.charter().leaf()));
        Membership membership = new Membership(me, history, ground, own, place.index(), course);
        GivenAnswer unsettled = known == null ? null : known.unsettled();
        return unsettled == null ? new Member(membership) : new Awaiting(membership, unsettled);
    }

    @Override
    public ClientMemory.Remembered toRemember() {
        return new ClientMemory.Remembered(known, null);
    }

    @Override
    public Optional<LogHistory> history() {
        return Optional.ofNullable(known)
                .map(before -> new LogHistory(VerifierKey.parse(before.logKey()), before.seen(), checks));
    }

    /**
     * Another key is no proof against the log that is known; it is simply another log.
     *
     * @throws RefusalException if this welcome is to another log
     */
    static void requireSameLog(LogHistory known, Welcome welcome) throws RefusalException {
        if (!known.key().encode().equals(welcome.logKey())) {
            throw new RefusalException("the log has another key than the one seen before (expected: the same log; for "
                    + "another federation, another home)");
        }
    }

    private static VerifierKey keyOf(Welcome welcome) throws ProtocolViolationException {
        try {
            return VerifierKey.parse(welcome.logKey());
        } catch (IllegalArgumentException e) {
            throw violation("log key: " + e.getMessage());
        }
    }

    private CharterLeaf charter(LogHistory history, ProvenLeaf proven) throws ProtocolViolationException {
        history.requireIncluded(proven);
        if (proven.index() != 0) {
            throw violation("leaf " + proven.index() + " as charter (expected: leaf 0)");
        }
        try {
            return checks.openCharter(proven.leaf());
        } catch (InvalidLeafException e) {
            throw violation("charter: " + e.getMessage());
        }
    }

    /** Where and under which key this client is listed. */
    private record Place(int index, Bytes key) {}

    /** {@return where this client is listed} */
    private Place place(LogLeaf leaf, CharterLeaf charter) throws ProtocolViolationException, RefusalException {
        if (!leaf.federation().equals(charter.federation())) {
            throw violation("the registration belongs to " + leaf.federation());
        }
        Digest pseudonym = me.pseudonym(charter.federation());
        if (leaf instanceof RegistryLeaf registry) {
            for (int i = 0; i < registry.members().size(); i++) {
                if (registry.members().get(i).pseudonym().equals(pseudonym)) {
                    return new Place(
                            placeOf(registry.first() + i),
                            registry.members().get(i).publicKey());
                }
            }
        }
        throw new RefusalException("client " + me.id() + " is not registered under its key");
    }

    private static int placeOf(long index) throws ProtocolViolationException {
        if (index > Integer.MAX_VALUE) {
            throw violation("registry index " + index + " (expected: below 2^31)");
        }
        return (int) index;
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "welcome", what);
    }
}
