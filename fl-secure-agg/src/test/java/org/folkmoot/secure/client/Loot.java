package org.folkmoot.secure.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.Shamir;
import org.folkmoot.secure.crypto.ShareBox;
import org.folkmoot.secure.crypto.SharePair;
import org.folkmoot.secure.crypto.UnopenableException;
import org.folkmoot.secure.crypto.WeakKeyException;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.RosterEntry;
import org.folkmoot.secure.message.SealedShares;

/** What a coordinator makes of the shares that a victim dealt to keys which it knows. */
final class Loot {
    private Loot() {}

    /**
     * Whether it comes to know the seed of the victim's own mask, and with it all that hides the input once the pairwise masks
     * are known; those it knows from the keys.
     *
     * @param agreements what it agrees with the victim on, by place of the puppet among the victim's neighbours
     */
    static boolean knowsSeed(
            Session session, DealtShares dealt, RosterEntry victim, int[] neighbours, Map<Integer, Secret> agreements) {
        List<Secret> shares = new ArrayList<>();
        List<Integer> points = new ArrayList<>();
        agreements.forEach((place, agreed) -> open(session, dealt, neighbours, place, agreed)
                .filter(pair -> shares.size() < session.plan().threshold())
                .ifPresent(pair -> {
                    shares.add(pair.seed());
                    points.add(place + 1);
                }));
        if (shares.size() < session.plan().threshold()) {
            return false;
        }
        Secret seed = Shamir.combine(points.stream().mapToInt(i -> i).toArray(), shares);
        return Session.commitment(seed).equals(victim.seedCommitment());
    }

    private static Optional<SharePair> open(
            Session session, DealtShares dealt, int[] neighbours, int place, Secret agreed) {
        SealedShares sealed = dealt.shares().get(place);
        int from = dealt.from();
        int to = neighbours[place];
        Secret key = Checks.ALL.channelKey(agreed, session.id(), from, to);
        Bytes checks = AwaitingShares.joined(sealed.seedCheck(), sealed.keyCheck());
        byte[] associated = Checks.ALL.associated(
                session.id(),
                from,
                to,
                session.plan().threshold(),
                session.plan().degree(),
                checks);
        try {
            return Optional.of(ShareBox.open(key, associated, sealed.sealed().toByteArray()));
        } catch (UnopenableException e) {
            return Optional.empty();
        }
    }

    static Secret agreed(ClientSecrets puppet, RosterEntry victim) {
        try {
            X25519Pair pair = puppet.channel();
            return pair.agree(victim.channelKey());
        } catch (WeakKeyException e) {
            throw new AssertionError(e);
        }
    }
}
