package org.folkmoot.secure.client;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.MemoryLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.TestLog;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.MaskSuite;
import org.folkmoot.secure.crypto.PackedRing;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.Shamir;
import org.folkmoot.secure.crypto.SharePair;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.message.Confirmation;
import org.folkmoot.secure.message.ConfirmationsMessage;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.ForwardedShares;
import org.folkmoot.secure.message.IndexSet;
import org.folkmoot.secure.message.MaskedVector;
import org.folkmoot.secure.message.Revelation;
import org.folkmoot.secure.message.SealedShares;
import org.folkmoot.secure.message.Survivors;
import org.folkmoot.secure.message.SurvivorsMessage;
import org.folkmoot.secure.server.Dealing;
import org.folkmoot.secure.server.Enrolled;
import org.folkmoot.secure.server.Enrolling;

/** Clients that have dealt, and a coordinator that says to each whatever it likes. All are neighbours. */
final class Table {
    private final Cohort cohort;
    private final List<ClientSession> sessions = new ArrayList<>();
    private final List<AwaitingShares> waiting = new ArrayList<>();
    private final Map<Integer, AwaitingSurvivors> masked = new HashMap<>();
    private final Map<Integer, MaskedVector> inputs = new HashMap<>();
    private final List<DealtShares> dealt = new ArrayList<>();
    private final Session session;
    private final List<Digest> leaves = new ArrayList<>();

    Table(int clients, IntFunction<Checks> checks, TestLog log) {
        this(clients, checks, log, place -> new MemoryLatch());
    }

    Table(int clients, IntFunction<Checks> checks, RoundLog log, IntFunction<AnswerLatch> latches) {
        cohort = Cohort.of(clients, new RingShape(64, 23));
        Enrolling enrolling = Enrolling.open(cohort.round(), cohort.members());
        List<AwaitingRoster> phases = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Player player = Player.honest(cohort, i)
                    .seeing(log)
                    .remembering(latches.apply(i))
                    .lacking(checks.apply(i));
            ClientSession.Opening opening = player.open();
            sessions.add(opening.session());
            phases.add(parsed(() -> AwaitingRoster.open(
                            player.setup(), player.checks(), player.entropy().copy())
                    .next()));
            parsed(() -> enrolling.take(Drive.sent(opening.answer()).toByteArray()));
        }
        Enrolled enrolled = parsed(enrolling::close);
        Bytes proof = log instanceof TestLog honest ? honest.recordRoster(enrolled.root()) : TestLog.PROOF;
        Dealing dealing = enrolled.onRecord(proof);
        session = dealing.session();
        for (int i = 0; i < clients; i++) {
            byte[] roster = dealing.rosterFor(cohort.pseudonym(i)).toByteArray();
            Bytes shares = Drive.sent(sessions.get(i).on(roster));
            dealt.add(parsed(() -> DealtShares.decode(shares.toByteArray())));
            AwaitingRoster phase = phases.get(i);
            waiting.add(parsed(() -> phase.on(roster).next()));
        }
    }

    Cohort cohort() {
        return cohort;
    }

    ClientSession session(int place) {
        return sessions.get(place);
    }

    DealtShares dealt(int place) {
        return dealt.get(place);
    }

    private int[] neighbours(int place) {
        return IntStream.range(0, cohort.size()).filter(i -> i != place).toArray();
    }

    private static int placeAmong(int client, int neighbour) {
        return neighbour < client ? neighbour : neighbour - 1;
    }

    ForwardedShares forwarded(int place) {
        int[] neighbours = neighbours(place);
        List<SealedShares> shares = new ArrayList<>();
        for (int neighbour : neighbours) {
            shares.add(dealt.get(neighbour).shares().get(placeAmong(neighbour, place)));
        }
        return new ForwardedShares(IndexSet.of(neighbours.length, IntStream.range(0, neighbours.length)), shares);
    }

    /** The client masks; it stands as a session and as a phase that can be gone back to. */
    void mask(int place) {
        byte[] shares = forwarded(place).encode();
        Step<AwaitingSurvivors> step = parsed(() -> waiting.get(place).on(shares, cohort.input(place)));
        masked.put(place, step.next());
        inputs.put(place, parsed(() -> MaskedVector.decode(step.send().toByteArray())));
    }

    void maskAll() {
        for (int i = 0; i < cohort.size(); i++) {
            mask(i);
            leaves.add(requireNonNull(masked.get(i)).inputLeaf());
        }
    }

    /** The client, having masked, is shown these survivors. */
    ClientAnswer shown(int place, SurvivorsMessage message) {
        try {
            return new ClientAnswer.Sent(
                    requireNonNull(masked.get(place)).on(message.encode()).send(), false);
        } catch (RefusalException e) {
            return new ClientAnswer.Left(e.reason(), String.valueOf(e.getMessage()), e.complaint());
        }
    }

    Survivors survivors(List<Integer> places) {
        IndexSet set = IndexSet.of(cohort.size(), places.stream().mapToInt(i -> i));
        return new Survivors(set, tree(places).root());
    }

    private MerkleTree tree(List<Integer> places) {
        return MerkleTree.ofLeaves(places.stream()
                .sorted()
                .map(i -> Survivors.entry(cohort.pseudonym(i), leaves.get(i)))
                .toList());
    }

    /** Shows these survivors to some of them and gathers what they reveal; each client stands where it had just masked. */
    Map<Integer, Revelation> unmask(List<Integer> places, List<Integer> asked, List<RefusalReason> refusals) {
        Survivors survivors = survivors(places);
        Map<Integer, AwaitingConfirmations> confirming = new HashMap<>();
        Map<Integer, Bytes> signatures = new HashMap<>();
        for (int client : asked) {
            List<Digest> path = tree(places).inclusion(places.indexOf(client)).path();
            try {
                Step<AwaitingConfirmations> step =
                        requireNonNull(masked.get(client)).on(new SurvivorsMessage(survivors, path).encode());
                confirming.put(client, step.next());
                signatures.put(
                        client,
                        parsed(() -> Confirmation.decode(step.send().toByteArray()))
                                .signature());
            } catch (RefusalException e) {
                refusals.add(e.reason());
            }
        }
        return reveal(confirming, signatures, refusals);
    }

    private Map<Integer, Revelation> reveal(
            Map<Integer, AwaitingConfirmations> confirming,
            Map<Integer, Bytes> signatures,
            List<RefusalReason> refusals) {
        Map<Integer, Revelation> revealed = new HashMap<>();
        confirming.forEach((client, phase) -> {
            List<ConfirmationsMessage.Signer> signers = signatures.keySet().stream()
                    .filter(other -> !other.equals(client))
                    .sorted()
                    .map(other -> new ConfirmationsMessage.Signer(other, requireNonNull(signatures.get(other))))
                    .toList();
            try {
                HeldShares kept = copy(phase.held());
                AwaitingConfirmations snapshot =
                        new AwaitingConfirmations(phase.seat(), kept, phase.survivors(), phase.summed());
                Bytes message = snapshot.on(new ConfirmationsMessage(TestLog.PROOF, signers).encode())
                        .send();
                revealed.put(client, parsed(() -> Revelation.decode(message.toByteArray())));
            } catch (RefusalException e) {
                refusals.add(e.reason());
            }
        });
        return revealed;
    }

    private static HeldShares copy(HeldShares held) {
        return new HeldShares(
                held.dealers(),
                held.pairs().stream()
                        .map(pair ->
                                new SharePair(pair.seed().copy(), pair.key().copy()))
                        .toList());
    }

    /** The secret of a client that these shares give, or something else where they are too few. */
    Secret combine(int client, Map<Integer, Revelation> revealed) {
        int threshold = session.plan().threshold();
        List<Integer> holders = revealed.keySet().stream()
                .filter(holder -> holder != client)
                .sorted()
                .limit(threshold)
                .toList();
        int[] points = holders.stream()
                .mapToInt(holder -> placeAmong(client, holder) + 1)
                .toArray();
        List<Secret> shares = holders.stream()
                .map(holder -> requireNonNull(revealed.get(holder)).shares().get(placeAmong(holder, client)))
                .toList();
        return Shamir.combine(points, shares);
    }

    /** The masked input of a client less what its mask key, if this is it, put on. */
    RingLanes withoutPairMasks(int client, Secret key) {
        RingLanes lanes = RingLanes.zeros(64, 23);
        X25519Pair pair = X25519Pair.of(key);
        List<Mask> masks = new ArrayList<>();
        for (int neighbour : neighbours(client)) {
            Bytes peerKey = waiting.get(client)
                    .seat()
                    .peers()
                    .get(placeAmong(client, neighbour))
                    .entry()
                    .maskKey();
            masks.add(parsed(() -> Session.pairMask(session.id(), client, neighbour, pair, peerKey)
                    .inverse()));
        }
        parsed(() -> {
            PackedRing.addTo(lanes, requireNonNull(inputs.get(client)).packed().toByteArray());
            return lanes;
        });
        lanes.apply(masks, MaskSuite.AES_256);
        return lanes;
    }

    /** Whether shares of the seed and shares of the key give the client's input away. */
    boolean recovers(int client, Map<Integer, Revelation> ofSeed, Map<Integer, Revelation> ofKey) {
        RingLanes lanes = withoutPairMasks(client, combine(client, ofKey));
        Mask own = Session.ownMask(session.id(), client, combine(client, ofSeed));
        lanes.apply(List.of(own.inverse()), MaskSuite.AES_256);
        return lanes.toRingVector().contentEquals(cohort.input(client));
    }

    static <T> T parsed(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
