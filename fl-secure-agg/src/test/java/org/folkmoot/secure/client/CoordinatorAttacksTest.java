package org.folkmoot.secure.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.core.merkle.MerkleTree;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.Cohort;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.MemoryLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.RingShape;
import org.folkmoot.secure.SecureFloor;
import org.folkmoot.secure.SecureRound;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.Summed;
import org.folkmoot.secure.TestLog;
import org.folkmoot.secure.crypto.Mask;
import org.folkmoot.secure.crypto.MaskSuite;
import org.folkmoot.secure.crypto.RingLanes;
import org.folkmoot.secure.crypto.Secret;
import org.folkmoot.secure.crypto.X25519Pair;
import org.folkmoot.secure.graph.GraphPlan;
import org.folkmoot.secure.graph.NoGraphException;
import org.folkmoot.secure.message.ConfirmationsMessage;
import org.folkmoot.secure.message.DealtShares;
import org.folkmoot.secure.message.ForwardedShares;
import org.folkmoot.secure.message.KeyAdvertisement;
import org.folkmoot.secure.message.Revelation;
import org.folkmoot.secure.message.RosterEntry;
import org.folkmoot.secure.message.RosterMessage;
import org.folkmoot.secure.message.SealedShares;
import org.folkmoot.secure.message.Survivors;
import org.folkmoot.secure.message.SurvivorsMessage;
import org.folkmoot.secure.server.Unmasked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The attacks of a coordinator that speaks bytes to clients. Each is first shown to succeed against a client that lacks the one
 * check in question, then to win nothing from an unmodified one.
 */
class CoordinatorAttacksTest {
    private static final RingShape SHAPE = new RingShape(64, 23);
    private static final int VICTIM = 4;

    /** Nine puppets under the names of members: the sum less what they sent is the victim's input. */
    @Test
    void substitutesTheKeysOfEverybodyElse() {
        Cohort cohort = Cohort.of(10, SHAPE);

        Drive.Outcome lax = Drive.run(cohort.round(), puppetsAround(cohort, true), cohort.log());
        Drive.Outcome strict = Drive.run(cohort.round(), puppetsAround(cohort, false), new TestLog());

        assertThat(lessOthers(cohort, lax.unmasked().orElseThrow()).contentEquals(cohort.input(VICTIM)))
                .isTrue();
        assertThat(strict.refusals()).contains(RefusalReason.BAD_SIGNATURE);
        assertThat(strict.unmasked().map(u -> u.evidence().survivors().places().contains(VICTIM)))
                .hasValue(false);
    }

    private static List<Player> puppetsAround(Cohort cohort, boolean credulous) {
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            Player player =
                    Player.honest(cohort, i).remembering(new MemoryLatch()).seeing(Drive.COLLUDING);
            boolean victim = i == VICTIM;
            players.add(victim ? credulous ? player.trusting(Drive.ANYBODY) : player : player.impersonated(i));
        }
        return players;
    }

    private static RingVector lessOthers(Cohort cohort, Unmasked unmasked) {
        RingVector rest = unmasked.sum().copy();
        rest.subtract(cohort.clearSum(without(cohort.size(), VICTIM)));
        return rest;
    }

    private static List<Integer> without(int clients, int victim) {
        return IntStream.range(0, clients).filter(i -> i != victim).boxed().toList();
    }

    /** Three members work for the coordinator, which announces that four are enough. */
    @Test
    void lowersTheFloor() {
        SecureRound tiny = Cohort.round(1, 1, SHAPE, Cohort.parameters(3));
        Cohort cohort = Cohort.of(5, tiny);
        Player victim = Player.honest(cohort, VICTIM).insisting(SecureFloor.defaults());
        Checks lax = new Checks() {
            @Override
            public void floor(ClientSetup setup) {}
        };

        List<Player> fooled = players(cohort, victim.lacking(lax));
        Drive.Outcome success = Drive.run(tiny, fooled, cohort.log());
        ClientAnswer refused = victim.open().answer();

        assertThat(lessOthers(cohort, success.unmasked().orElseThrow()).contentEquals(cohort.input(VICTIM)))
                .isTrue();
        assertThat(reason(refused)).isEqualTo(RefusalReason.BELOW_FLOOR);
    }

    /** The parameters are as they should be; the roster is of five. */
    @Test
    void gathersATinyCohort() {
        SecureRound promised = Cohort.round(1, 1, SHAPE, Cohort.parameters(10));
        Cohort cohort = Cohort.of(5, promised);
        Checks lax = new Checks() {
            @Override
            public void cohort(SecureRound round, int count) {}
        };

        ClientAnswer fooled = rosterOfAll(cohort, lax);
        ClientAnswer refused = rosterOfAll(cohort, Checks.ALL);

        assertThat(fooled).isInstanceOf(ClientAnswer.Sent.class);
        assertThat(reason(refused)).isEqualTo(RefusalReason.TOO_FEW_SURVIVORS);
    }

    private static ClientAnswer rosterOfAll(Cohort cohort, Checks checks) {
        List<KeyAdvertisement> keys = new ArrayList<>();
        ClientSession victim = null;
        for (int i = 0; i < cohort.size(); i++) {
            ClientSession.Opening opening =
                    Player.honest(cohort, i).lacking(checks).open();
            keys.add(keys(opening));
            victim = i == VICTIM ? opening.session() : victim;
        }
        return requireNonNull(victim).on(roster(cohort, keys, VICTIM).encode());
    }

    private static RosterMessage roster(Cohort cohort, List<KeyAdvertisement> keys, int own) {
        Digest root = MerkleTree.ofLeaves(
                        keys.stream().map(each -> each.entry().encode()).toList())
                .root();
        List<RosterMessage.Listed> listed = IntStream.range(0, keys.size())
                .mapToObj(i -> new RosterMessage.Listed(i, keys.get(i), List.of()))
                .toList();
        return new RosterMessage(
                root, keys.size(), own, cohort.log().recordRoster(root), Bytes.of(new byte[0]), listed);
    }

    /** The keys of an earlier attempt, whose secrets the coordinator has learnt since, are served again. */
    @Test
    void replaysKeysOfAnEarlierRound() {
        Cohort cohort = Cohort.of(10, SHAPE);
        SecureRound next = Cohort.round(2, 1, SHAPE, Cohort.parameters(3));
        Checks lax = new Checks() {
            @Override
            public void signatures(MemberKeys members, SecureRound round, RosterMessage roster)
                    throws RefusalException {
                Checks.ALL.signatures(members, cohort.round(), roster);
            }
        };

        assertThat(servesOldKeys(cohort, next, lax)).isEqualTo(new Looted(true, null));
        assertThat(servesOldKeys(cohort, next, Checks.ALL)).isEqualTo(new Looted(false, RefusalReason.BAD_SIGNATURE));
    }

    /** Whether the coordinator knows the victim's secret, or why not. */
    private record Looted(boolean seed, @Nullable RefusalReason refused) {}

    private static Looted servesOldKeys(Cohort cohort, SecureRound next, Checks checks) {
        ClientSession.Opening victim =
                Player.honest(cohort, VICTIM, next).lacking(checks).open();
        List<KeyAdvertisement> keys = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            keys.add(i == VICTIM ? keys(victim) : keys(Player.honest(cohort, i).open()));
        }
        RosterMessage roster = roster(cohort, keys, VICTIM);
        ClientAnswer answer = victim.session().on(roster.encode());
        if (answer instanceof ClientAnswer.Left left) {
            return new Looted(false, left.reason());
        }
        int[] neighbours = without(10, VICTIM).stream().mapToInt(i -> i).toArray();
        Map<Integer, Secret> agreements = new HashMap<>();
        for (int place = 0; place < neighbours.length; place++) {
            ClientSecrets learnt = ClientSecrets.from(
                    cohort.entropy(neighbours[place]), cohort.round().digest());
            agreements.put(place, Loot.agreed(learnt, keys.get(VICTIM).entry()));
        }
        Session session = Session.complete(next, plan(10), roster.root());
        return new Looted(
                Loot.knowsSeed(session, dealt(answer), keys.get(VICTIM).entry(), neighbours, agreements), null);
    }

    /** A key of low order makes what is agreed known to everybody. */
    @Test
    void advertisesPointsOfLowOrder() {
        Cohort cohort = Cohort.of(10, SHAPE);
        Checks lax = new Checks() {
            @Override
            public Secret agreed(X25519Pair own, Bytes peer) {
                return Secret.of(new byte[32]);
            }

            @Override
            public void distinctKeys(RosterMessage roster) {}
        };

        assertThat(weakKeys(cohort, lax).seed()).isTrue();
        assertThat(weakKeys(cohort, Checks.ALL).refused()).isEqualTo(RefusalReason.REPEATED_KEY);
        assertThat(weakKeys(cohort, new Checks() {
                            @Override
                            public void distinctKeys(RosterMessage roster) {}
                        })
                        .refused())
                .isEqualTo(RefusalReason.WEAK_KEY);
    }

    private static Looted weakKeys(Cohort cohort, Checks checks) {
        ClientSession.Opening victim =
                Player.honest(cohort, VICTIM).lacking(checks).open();
        List<KeyAdvertisement> keys = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            RosterEntry weak = new RosterEntry(
                    cohort.pseudonym(i), Bytes.of(new byte[32]), Bytes.of(new byte[32]), Digest.sha256());
            keys.add(i == VICTIM ? keys(victim) : KeyAdvertisement.signed(weak, cohort.round(), cohort.key(i)));
        }
        RosterMessage roster = roster(cohort, keys, VICTIM);
        ClientAnswer answer = victim.session().on(roster.encode());
        if (answer instanceof ClientAnswer.Left left) {
            return new Looted(false, left.reason());
        }
        int[] neighbours = without(10, VICTIM).stream().mapToInt(i -> i).toArray();
        Map<Integer, Secret> zero = new HashMap<>();
        IntStream.range(0, neighbours.length).forEach(place -> zero.put(place, Secret.of(new byte[32])));
        Session session = Session.complete(cohort.round(), plan(10), roster.root());
        return new Looted(
                Loot.knowsSeed(session, dealt(answer), keys.get(VICTIM).entry(), neighbours, zero), null);
    }

    /** In a sparse graph the victim is surrounded by members who work for the coordinator. */
    @Test
    void choosesTheVictimsNeighbours() {
        Checks lax = new Checks() {
            @Override
            public void neighbours(RosterMessage roster, int[] drawn) {}
        };

        assertThat(surrounds(lax)).isEqualTo(new Looted(true, null));
        assertThat(surrounds(Checks.ALL)).isEqualTo(new Looted(false, RefusalReason.WRONG_NEIGHBOURS));
    }

    private static Looted surrounds(Checks checks) {
        Cohort cohort = Cohort.of(210, SHAPE);
        GraphPlan plan = plan(210);
        List<KeyAdvertisement> keys = new ArrayList<>();
        ClientSession victim = null;
        for (int i = 0; i < cohort.size(); i++) {
            ClientSession.Opening opening =
                    Player.honest(cohort, i).lacking(checks).open();
            keys.add(keys(opening));
            victim = i == VICTIM ? opening.session() : victim;
        }
        MerkleTree tree = MerkleTree.ofLeaves(
                keys.stream().map(each -> each.entry().encode()).toList());
        int[] chosen = IntStream.range(100, 100 + plan.degree()).toArray();
        List<RosterMessage.Listed> listed = IntStream.concat(IntStream.of(VICTIM), IntStream.of(chosen))
                .mapToObj(i -> new RosterMessage.Listed(
                        i, keys.get(i), tree.inclusion(i).path()))
                .toList();
        RosterMessage roster = new RosterMessage(
                tree.root(), 210, VICTIM, cohort.log().recordRoster(tree.root()), TestLog.PROOF, listed);
        ClientAnswer answer = requireNonNull(victim).on(roster.encode());
        if (answer instanceof ClientAnswer.Left left) {
            return new Looted(false, left.reason());
        }
        Map<Integer, Secret> agreements = new HashMap<>();
        for (int place = 0; place < chosen.length; place++) {
            ClientSecrets fellow = ClientSecrets.from(
                    cohort.entropy(chosen[place]), cohort.round().digest());
            agreements.put(place, Loot.agreed(fellow, keys.get(VICTIM).entry()));
        }
        Session session = Session.drawn(cohort.round(), plan, tree.root(), TestLog.beaconAfter(tree.root()));
        return new Looted(
                Loot.knowsSeed(session, dealt(answer), keys.get(VICTIM).entry(), chosen, agreements), null);
    }

    /** What the victim dealt to another comes back as that other's: its own share is then given out as the other's. */
    @Test
    void reflectsWhatTheVictimDealt() {
        Checks lax = new Checks() {
            @Override
            public Secret channelKey(Secret agreed, Digest session, int from, int to) {
                return Checks.ALL.channelKey(agreed, session, 0, 0);
            }

            @Override
            public byte[] associated(Digest session, int from, int to, int threshold, int degree, Bytes checks) {
                return session.bytes();
            }
        };

        assertThat(reflects(lax)).isNull();
        assertThat(reflects(Checks.ALL)).isEqualTo(RefusalReason.SHARES_UNOPENABLE);
    }

    private static @Nullable RefusalReason reflects(Checks checks) {
        Table table = new Table(10, place -> checks, new TestLog());
        DealtShares own = table.dealt(VICTIM);
        List<SealedShares> reflected = new ArrayList<>(table.forwarded(VICTIM).shares());
        reflected.set(0, own.shares().get(0));
        ForwardedShares message = new ForwardedShares(table.forwarded(VICTIM).dealers(), reflected);
        ClientAnswer answer = table.session(VICTIM).on(message.encode());
        return answer instanceof ClientAnswer.Left left ? left.reason() : null;
    }

    /** What one neighbour dealt to the victim is delivered as another's. */
    @Test
    void deliversSharesCrosswise() {
        Table table = new Table(10, place -> Checks.ALL, new TestLog());
        List<SealedShares> crossed = new ArrayList<>(table.forwarded(VICTIM).shares());
        crossed.set(0, table.forwarded(VICTIM).shares().get(1));
        ForwardedShares message = new ForwardedShares(table.forwarded(VICTIM).dealers(), crossed);

        ClientAnswer answer = table.session(VICTIM).on(message.encode());

        assertThat(reason(answer)).isEqualTo(RefusalReason.SHARES_UNOPENABLE);
        assertThat(((ClientAnswer.Left) answer).complaint()).isPresent();
    }

    /**
     * The attack on Flower: the same clients are asked for one secret of the victim and, set back to a snapshot, for the other.
     * Owner and witnesses of the log help.
     */
    @Test
    void asksForBothSecretsOfOneClient() {
        assertThat(asksTwice(place -> forgetful())).isEqualTo(new Stolen(true, List.of()));
        Stolen strict = asksTwice(place -> new MemoryLatch());
        assertThat(strict.input()).isFalse();
        assertThat(strict.refusals()).isNotEmpty().containsOnly(RefusalReason.ALREADY_ANSWERED);
    }

    /** Whether the coordinator has the victim's input, and why clients refused. */
    private record Stolen(boolean input, List<RefusalReason> refusals) {}

    private static Stolen asksTwice(IntFunction<AnswerLatch> latches) {
        Checks anySums = new Checks() {
            @Override
            public void apartFromEarlier(ClientSetup setup, Summed now, List<Summed> earlier) {}
        };
        Table table = new Table(10, place -> anySums, Drive.COLLUDING, latches);
        table.maskAll();
        List<RefusalReason> refusals = new ArrayList<>();
        List<Integer> others = without(10, VICTIM);
        List<Integer> everybody = IntStream.range(0, 10).boxed().toList();
        Map<Integer, Revelation> first = table.unmask(everybody, everybody, refusals);
        Map<Integer, Revelation> second = table.unmask(others, others, refusals);
        return new Stolen(table.recovers(VICTIM, first, second), refusals);
    }

    private static AnswerLatch forgetful() {
        return new AnswerLatch() {
            @Override
            public void close(FederationId federation, AttemptId attempt, Step step, Digest what) {}

            @Override
            public void remember(FederationId federation, Summed summed) {}

            @Override
            public List<Summed> earlier(FederationId federation, Digest model) {
                return List.of();
            }
        };
    }

    /**
     * Four of ten work for the coordinator, more than assumed, and so do the witnesses. Three honest clients are told that the
     * victim survived, two that it did not.
     */
    @Test
    void showsDifferentSurvivorsToDifferentClients() {
        Checks lax = new Checks() {
            @Override
            public void confirmations(Seat seat, Survivors survivors, ConfirmationsMessage message) {}
        };

        assertThat(splits(lax)).isEqualTo(new Stolen(true, List.of()));
        Stolen strict = splits(Checks.ALL);
        assertThat(strict.input()).isFalse();
        assertThat(strict.refusals()).isNotEmpty().containsOnly(RefusalReason.TOO_FEW_CONFIRMATIONS);
    }

    private static Stolen splits(Checks honest) {
        List<Integer> corrupted = List.of(0, 1, 2, 3);
        Table table = new Table(
                10, place -> corrupted.contains(place) ? obedient() : honest, Drive.COLLUDING, place -> forgetful());
        table.maskAll();
        List<RefusalReason> refusals = new ArrayList<>();
        List<Integer> everybody = IntStream.range(0, 10).boxed().toList();
        List<Integer> others = without(10, VICTIM);
        Map<Integer, Revelation> first = table.unmask(everybody, List.of(0, 1, 2, 3, VICTIM, 5, 6, 7), refusals);
        Map<Integer, Revelation> second = table.unmask(others, List.of(0, 1, 2, 3, 8, 9), refusals);
        return new Stolen(table.recovers(VICTIM, first, second), refusals);
    }

    private static Checks obedient() {
        return new Checks() {
            @Override
            public void confirmations(Seat seat, Survivors survivors, ConfirmationsMessage message) {}
        };
    }

    /** The log holds one set of survivors; all clients are shown, and confirm, another. */
    @Test
    void keepsTheSurvivorsOffTheRecord() {
        TestLog log = new TestLog();
        Table table = new Table(10, place -> Checks.ALL, log);
        table.maskAll();
        List<Integer> everybody = IntStream.range(0, 10).boxed().toList();
        List<RefusalReason> refusals = new ArrayList<>();

        Map<Integer, Revelation> revealed = table.unmask(everybody, everybody, refusals);

        assertThat(revealed).isEmpty();
        assertThat(refusals).hasSize(10).containsOnly(RefusalReason.NOT_ON_RECORD);
        Table lax = new Table(10, place -> Checks.ALL, Drive.COLLUDING, place -> new MemoryLatch());
        lax.maskAll();
        assertThat(lax.unmask(everybody, everybody, new ArrayList<>())).hasSize(10);
    }

    /** Two sums over the same model, one without the victim: their difference is its input. */
    @Test
    void sumsTheSameUpdatesWithAndWithoutTheVictim() {
        Checks lax = new Checks() {
            @Override
            public void apartFromEarlier(ClientSetup setup, Summed now, List<Summed> earlier) {}
        };

        assertThat(difference(lax)).isEqualTo(new Stolen(true, List.of()));
        Stolen strict = difference(Checks.ALL);
        assertThat(strict.input()).isFalse();
        assertThat(strict.refusals()).hasSize(9).containsOnly(RefusalReason.TOO_CLOSE_TO_EARLIER);
    }

    private static Stolen difference(Checks checks) {
        Cohort cohort = Cohort.of(10, SHAPE);
        SecureRound again = Cohort.round(1, 2, SHAPE, Cohort.parameters(3));
        List<Player> all = new ArrayList<>();
        List<Player> others = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            all.add(Player.honest(cohort, i).lacking(checks));
            if (i != VICTIM) {
                others.add(Player.honest(cohort, i, again).lacking(checks));
            }
        }
        RingVector with = Drive.run(cohort.round(), all, cohort.log())
                .unmasked()
                .orElseThrow()
                .sum();
        Drive.Outcome second = Drive.run(again, others, cohort.log());
        second.unmasked().ifPresent(unmasked -> with.subtract(unmasked.sum()));
        return new Stolen(with.contentEquals(cohort.input(VICTIM)), second.refusals());
    }

    /** The victim's input comes after it was declared dead and its mask key revealed. */
    @Test
    void countsAVictimAsDeadAndThenTakesItsInput() {
        Checks lax = new Checks() {
            @Override
            public Mask ownMask(Digest session, int index, Secret seed) {
                return new Mask(Secret.of(new byte[32]), false);
            }
        };

        assertThat(lateInputShows(lax)).isTrue();
        assertThat(lateInputShows(Checks.ALL)).isFalse();
    }

    private static boolean lateInputShows(Checks checks) {
        Table table = new Table(10, place -> checks, Drive.COLLUDING, place -> new MemoryLatch());
        table.maskAll();
        List<Integer> others = without(10, VICTIM);
        Map<Integer, Revelation> keyShares = table.unmask(others, others, new ArrayList<>());
        Secret key = table.combine(VICTIM, keyShares);
        RingLanes late = table.withoutPairMasks(VICTIM, key);
        late.apply(List.of(new Mask(Secret.of(new byte[32]), true)), MaskSuite.AES_256);
        return late.toRingVector().contentEquals(table.cohort().input(VICTIM));
    }

    /** The victim is told that it dropped out, although it did not, and asked to help all the same. */
    @Test
    void leavesOutAClientThatIsThere() {
        Checks lax = new Checks() {
            @Override
            public void ownInput(Seat seat, SurvivorsMessage message, Digest inputLeaf) {}
        };

        assertThat(toldThatItIsGone(lax)).isInstanceOf(ClientAnswer.Sent.class);
        assertThat(reason(toldThatItIsGone(Checks.ALL))).isEqualTo(RefusalReason.LEFT_OUT);
    }

    private static ClientAnswer toldThatItIsGone(Checks checks) {
        Table table = new Table(10, place -> checks, Drive.COLLUDING, place -> new MemoryLatch());
        table.maskAll();
        Survivors survivors = table.survivors(without(10, VICTIM));
        return table.shown(VICTIM, new SurvivorsMessage(survivors, List.of()));
    }

    /** After a restart the coordinator begins the attempt anew and asks for a second masked input. */
    @Test
    void startsTheAttemptOverAfterARestart() {
        assertThat(secondMaskedInput(forgetful())).isInstanceOf(ClientAnswer.Sent.class);
        assertThat(reason(secondMaskedInput(new MemoryLatch()))).isEqualTo(RefusalReason.ALREADY_ANSWERED);
    }

    private static ClientAnswer secondMaskedInput(AnswerLatch latch) {
        Table before = new Table(10, place -> Checks.ALL, Drive.COLLUDING, place -> latch);
        before.mask(VICTIM);
        Table after = new Table(10, place -> Checks.ALL, Drive.COLLUDING, place -> latch);
        return after.session(VICTIM).on(after.forwarded(VICTIM).encode());
    }

    /** The victim trains on a model of its own; the others do not. */
    @Test
    void givesOneClientAnotherModel() {
        Cohort cohort = Cohort.of(10, SHAPE);
        SecureRound r = cohort.round();
        SecureRound other = new SecureRound(
                r.federation(), r.attempt(), 0, Digest.sha256(new byte[] {9}), r.program(), r.shape(), r.parameters());

        List<Player> unbound = players(cohort, Player.honest(cohort, VICTIM));
        List<Player> unsigned = cohort(cohort, other, true);
        List<Player> strict = cohort(cohort, other, false);

        assertThat(Drive.run(r, unbound, cohort.log()).unmasked()).isPresent();
        assertThat(Drive.run(r, unsigned, cohort.log()).refusals()).contains(RefusalReason.SHARES_UNOPENABLE);
        assertThat(Drive.run(r, strict, cohort.log()).refusals()).contains(RefusalReason.BAD_SIGNATURE);
    }

    private static List<Player> cohort(Cohort cohort, SecureRound toTheVictim, boolean credulous) {
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            Player player = Player.honest(cohort, i).remembering(new MemoryLatch());
            Player told = i == VICTIM ? player.told(toTheVictim) : player;
            players.add(credulous ? told.trusting(Drive.ANYBODY) : told);
        }
        return players;
    }

    private static List<Player> players(Cohort cohort, Player victim) {
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < cohort.size(); i++) {
            players.add(i == VICTIM ? victim : Player.honest(cohort, i));
        }
        return players;
    }

    private static GraphPlan plan(int clients) {
        try {
            return GraphPlan.of(clients, Cohort.parameters(3).assumptions());
        } catch (NoGraphException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyAdvertisement keys(ClientSession.Opening opening) {
        return Table.parsed(
                () -> KeyAdvertisement.decode(Drive.sent(opening.answer()).toByteArray()));
    }

    private static DealtShares dealt(ClientAnswer answer) {
        return Table.parsed(() -> DealtShares.decode(Drive.sent(answer).toByteArray()));
    }

    private static RefusalReason reason(ClientAnswer answer) {
        assertThat(answer).isInstanceOf(ClientAnswer.Left.class);
        return ((ClientAnswer.Left) answer).reason();
    }
}
