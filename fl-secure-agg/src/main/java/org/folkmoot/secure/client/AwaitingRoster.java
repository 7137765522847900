package org.folkmoot.secure.client;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.NotOnRecordException;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.Shamir;
import org.folkmoot.secure.crypto.ShareBox;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.graph.NoGraphException;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.RosterEntry;
import org.folkmoot.secure.message.RosterMessage;
import org.folkmoot.secure.message.SealedShares;

/**
 * The client has advertised its keys. On the roster it computes the session, its threshold and its neighbours itself, and deals
 * shares of its two secrets.
 *
 * @param setup what it brought
 * @param checks what it insists on
 * @param secrets all its secrets
 * @param own what it advertised
 */
record AwaitingRoster(ClientSetup setup, Checks checks, ClientSecrets secrets, KeyAdvertisement own)
        implements ClientPhase {
    /** {@return the first phase, and the keys to send} */
    static Step<AwaitingRoster> open(ClientSetup setup, Checks checks, Secret entropy) throws RefusalException {
        checks.floor(setup);
        ClientSecrets secrets = ClientSecrets.from(entropy, setup.round().digest());
        RosterEntry entry = new RosterEntry(
                setup.pseudonym(),
                secrets.mask().publicKey(),
                secrets.channel().publicKey(),
                Session.commitment(secrets.seed()));
        KeyAdvertisement own = KeyAdvertisement.signed(entry, setup.round(), setup.key());
        return Step.of(new AwaitingRoster(setup, checks, secrets, own), own.encode());
    }

    /** {@return the next phase, and the shares to send} */
    Step<AwaitingShares> on(byte[] bytes) throws RefusalException {
        RosterMessage roster = Received.message(bytes, RosterMessage::decode);
        checks.cohort(setup.round(), roster.count());
        checks.rosterOnRecord(setup.log(), roster);
        Session session = session(roster);
        if (roster.ownIndex() >= roster.count()) {
            throw new RefusalException(RefusalReason.NOT_ON_ROSTER, "own place: " + roster.ownIndex());
        }
        checks.neighbours(roster, session.graph().neighboursOf(roster.ownIndex()));
        checks.ownKeys(roster, own);
        checks.entriesOfRoot(roster);
        checks.distinctKeys(roster);
        checks.signatures(setup.members(), setup.round(), roster);
        Digest id = session.id();
        Seat seat = new Seat(setup, checks, session, id, roster.ownIndex(), peers(roster, id));
        DealtShares dealt = DealtShares.signed(seat.index(), deal(seat), id, setup.key());
        secrets.forgetDealing();
        return Step.of(new AwaitingShares(seat, secrets), dealt.encode());
    }

    private Session session(RosterMessage roster) throws RefusalException {
        SecureRound round = setup.round();
        try {
            GraphPlan plan = GraphPlan.of(roster.count(), round.parameters().assumptions());
            if (!plan.isComplete()) {
                return Session.drawn(
                        round, plan, roster.root(), setup.log().beacon(roster.root(), roster.beaconProof()));
            }
            if (roster.beaconProof().size() > 0) {
                throw new RefusalException(RefusalReason.MALFORMED, "beacon: for a complete graph (expected: none)");
            }
            return Session.complete(round, plan, roster.root());
        } catch (NoGraphException e) {
            throw new RefusalException(RefusalReason.NO_GRAPH, e);
        } catch (NotOnRecordException e) {
            throw new RefusalException(RefusalReason.NOT_ON_RECORD, e);
        }
    }

    private List<Peer> peers(RosterMessage roster, Digest id) throws RefusalException {
        int self = roster.ownIndex();
        List<Peer> peers = new ArrayList<>(roster.listed().size());
        try {
            for (RosterMessage.Listed each : roster.listed()) {
                if (each.index() != self) {
                    peers.add(peer(self, each.index(), each.keys().entry(), id));
                }
            }
        } catch (RefusalException e) {
            peers.forEach(Peer::close);
            throw e;
        }
        return List.copyOf(peers);
    }

    private Peer peer(int self, int index, RosterEntry entry, Digest id) throws RefusalException {
        try (Secret agreed = checks.agreed(secrets.channel(), entry.channelKey())) {
            return new Peer(
                    index,
                    entry,
                    checks.channelKey(agreed, id, self, index),
                    checks.channelKey(agreed, id, index, self));
        }
    }

    private List<SealedShares> deal(Seat seat) {
        int degree = seat.peers().size();
        List<Secret> seeds = Shamir.split(secrets.seed(), seat.threshold(), degree, secrets.seedCoefficients());
        List<Secret> keys = Shamir.split(secrets.mask().secret(), seat.threshold(), degree, secrets.keyCoefficients());
        List<SealedShares> dealt = new ArrayList<>(degree);
        for (int i = 0; i < degree; i++) {
            try (Secret seed = seeds.get(i);
                    Secret key = keys.get(i)) {
                dealt.add(sealed(seat, seat.peers().get(i), seed, key));
            }
        }
        return dealt;
    }

    private SealedShares sealed(Seat seat, Peer to, Secret seed, Secret key) {
        Bytes seedCheck = Session.check(seed);
        Bytes keyCheck = Session.check(key);
        byte[] associated = checks.associated(
                seat.id(),
                seat.index(),
                to.index(),
                seat.threshold(),
                seat.peers().size(),
                AwaitingShares.joined(seedCheck, keyCheck));
        byte[] sealed = ShareBox.seal(to.outgoing(), associated, seed, key);
        to.outgoing().close();
        return new SealedShares(Bytes.of(sealed), seedCheck, keyCheck);
    }

    @Override
    public void close() {
        secrets.close();
    }
}
