package org.folkmoot.secure.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.Shamir;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.Revelation;
import org.folkmoot.secure.message.SealedShares;

/**
 * Puts secrets together from the shares that were revealed. A share that does not fit its check is left out and whoever revealed
 * it blamed: it had accepted another. If shares that fit do not give back what their dealer committed to, the dealer is.
 */
final class Recovery {
    private final Course course;
    private final Dealt dealt;
    private final IndexSet survivors;
    private final NavigableMap<Integer, Revelation> revelations;
    private final List<Blame> blamed;
    private final Map<Integer, int[]> dealersOf = new TreeMap<>();

    Recovery(
            Course course,
            Dealt dealt,
            IndexSet survivors,
            NavigableMap<Integer, Revelation> revelations,
            List<Blame> blamed) {
        this.course = course;
        this.dealt = dealt;
        this.survivors = survivors;
        this.revelations = revelations;
        this.blamed = blamed;
        revelations
                .keySet()
                .forEach(holder -> dealersOf.put(
                        holder,
                        IntStream.of(course.neighboursOf(holder))
                                .filter(dealt::dealt)
                                .toArray()));
    }

    Secret seedOf(int dealer) throws SessionFailedException {
        Secret seed = combine(dealer);
        if (!Session.commitment(seed).equals(course.roster().entry(dealer).seedCommitment())) {
            throw badDealer(dealer);
        }
        return seed;
    }

    Secret keyOf(int dealer) throws SessionFailedException {
        Secret key = combine(dealer);
        if (!X25519Pair.of(key).publicKey().equals(course.roster().entry(dealer).maskKey())) {
            throw badDealer(dealer);
        }
        return key;
    }

    private Secret combine(int dealer) throws SessionFailedException {
        int[] neighbours = course.neighboursOf(dealer);
        int[] points = new int[course.threshold()];
        List<Secret> shares = new ArrayList<>(points.length);
        for (int i = 0; i < neighbours.length && shares.size() < points.length; i++) {
            Revelation revelation = revelations.get(neighbours[i]);
            if (revelation != null && fits(dealer, i, revelation)) {
                points[shares.size()] = i + 1;
                shares.add(share(dealer, revelation));
            }
        }
        if (shares.size() < points.length) {
            throw new SessionFailedException(
                    SessionFailedException.Reason.TOO_FEW_REVELATIONS,
                    "shares of client " + dealer + ": " + shares.size() + " (expected: >= " + points.length + ")",
                    blamed);
        }
        return Shamir.combine(points, shares);
    }

    private boolean fits(int dealer, int placeOfHolder, Revelation revelation) {
        SealedShares sealed = dealt.of(dealer, placeOfHolder);
        Bytes check = survivors.contains(dealer) ? sealed.seedCheck() : sealed.keyCheck();
        if (Session.check(share(dealer, revelation)).equals(check)) {
            return true;
        }
        blamed.add(new Blame(
                course.roster().pseudonym(revelation.from()),
                Blame.Misdeed.REVEALED_ANOTHER_SHARE,
                Bytes.of(revelation.encode())));
        return false;
    }

    private Secret share(int dealer, Revelation revelation) {
        int[] dealers = dealersOf.getOrDefault(revelation.from(), new int[0]);
        return revelation.shares().get(Arrays.binarySearch(dealers, dealer));
    }

    private SessionFailedException badDealer(int dealer) {
        blamed.add(new Blame(
                course.roster().pseudonym(dealer), Blame.Misdeed.DEALT_INCONSISTENT_SHARES, dealt.envelope(dealer)));
        return new SessionFailedException(
                SessionFailedException.Reason.BAD_DEALER,
                "client " + dealer + ": its shares do not give back what it committed to",
                blamed);
    }
}
