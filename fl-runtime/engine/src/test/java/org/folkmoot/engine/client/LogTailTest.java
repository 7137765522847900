package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.model;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.member.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invitations that skip rounds, and what a coordinator may leave out of their tail. */
class LogTailTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void found() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void clientThatMissedRoundsNeedsNoneOfThem() throws Exception {
        ClientAgent away = scene.member();
        long seen = scene.rogue.log.size();
        SignedStatement bens = scene.bens();
        scene.rogue.commit(FIRST, Records.of(Records.included(bens)), model(1), seen);
        scene.rogue.abandon(AttemptId.first(2), seen);
        scene.rogue.commit(new AttemptId(2, 2), Records.of(Records.included(bens)), model(2), seen);
        RoundInvitation third = scene.rogue.invitation(AttemptId.first(3), seen);

        assertThat(third.tail()).hasSize(1);
        assertThat(contributed(tell(away, third)).statement().baseModel()).isEqualTo(model(2).digest());
    }

    @Test
    void skippedRoundsAllowNoOtherModelAndNoOtherAttempt() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent one = scene.member();
        ClientAgent two = scene.member();
        ClientAgent twin = scene.member();
        scene.rogue.commit(FIRST, Records.of(Records.included(scene.bens())), model(1), seen);
        RoundInvitation honest = scene.rogue.invitation(AttemptId.first(2), seen);

        scene.estranges(one, Forgery.model(honest, model(9)), "not the one that holds", twin, honest);
        refuses(two, Forgery.attempt(honest, AttemptId.first(3)), "calls for attempt 2.1");
    }

    @Test
    void abandonedAttemptIsFollowedByTheNextAtTheSameRoundFromTheSameModel() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent one = scene.member();
        ClientAgent twin = scene.member();
        scene.rogue.abandon(FIRST, seen);
        RoundInvitation honest = scene.rogue.invitation(FIRST.retry(), seen);

        scene.estranges(one, Forgery.attempt(honest, FIRST), "calls for attempt 1.2", twin, honest);
    }

    @Test
    void tailThatHidesTheLastRoundEstranges() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        SignedStatement bens = scene.bens();
        scene.rogue.commit(FIRST, Records.of(Records.included(bens)), model(1), seen);
        long first = scene.rogue.log.size() - 1;
        scene.rogue.commit(AttemptId.first(2), Records.of(Records.included(bens)), model(2), seen);
        RoundInvitation honest = scene.rogue.invitation(AttemptId.first(3), seen);
        RoundInvitation again = Forgery.attempt(Forgery.model(honest, model(1)), AttemptId.first(2));

        scene.estranges(
                victim,
                Forgery.tail(again, List.of(scene.rogue.proven(first))),
                "in place 0 of the last 1",
                twin,
                honest);
        ClientAgent another = scene.member();
        refuses(
                another,
                Forgery.tail(
                        again, List.of(scene.rogue.proven(first), honest.tail().get(0))),
                "does not start with the last round");
    }

    @Test
    void tailFromTheFoundingThatHidesRoundsEstranges() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        RoundInvitation old = scene.rogue.invitation(FIRST, seen);
        scene.rogue.commit(FIRST, Records.of(Records.included(scene.bens())), model(1), seen);
        RoundInvitation honest = scene.rogue.invitation(AttemptId.first(2), seen);
        List<ProvenLeaf> everything = List.of(scene.rogue.proven(1), scene.rogue.proven(2), scene.rogue.proven(3));

        scene.estranges(
                victim,
                Forgery.tail(Forgery.log(old, honest.log()), everything),
                "does not start with the last round",
                twin,
                honest);
    }

    @Test
    void tailThatStartsAnywhereElseEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);
        List<ProvenLeaf> fromTheProgram = List.of(scene.rogue.proven(2));
        List<ProvenLeaf> fromTheCharter = List.of(scene.rogue.proven(0), scene.rogue.proven(1), scene.rogue.proven(2));
        for (List<ProvenLeaf> lie : List.of(List.<ProvenLeaf>of(), fromTheProgram, fromTheCharter)) {
            scene.estranges(scene.member(), Forgery.tail(honest, lie), "tail of the log", scene.member(), honest);
        }
    }

    @Test
    void leafThatIsNotInTheLogEstranges() throws Exception {
        RoundInvitation honest = scene.rogue.invitation(FIRST, 0);
        ProvenLeaf first = honest.tail().get(0);
        ProvenLeaf moved = new ProvenLeaf(first.index(), honest.tail().get(1).leaf(), first.inclusion());

        scene.estranges(
                scene.member(),
                Forgery.tail(honest, List.of(moved, honest.tail().get(1))),
                "not in the log",
                scene.member(),
                honest);
    }

    @Test
    void leafThatDoesNotNameTheOneBeforeItEstranges() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        RoundLeaf unlinked = Forgery.link(
                scene.rogue.committed(FIRST, Records.of(Records.included(scene.bens())), model(1)), Digest.sha256());
        scene.rogue.append(unlinked);
        scene.rogue.authorise(Rogue.OTHER_PROGRAM);
        // One leaf has no predecessor in the tail; it is for verifiers to see that it names none.
        RoundInvitation honest = Forgery.model(scene.rogue.invitation(AttemptId.first(2), seen), model(1));
        assertThat(contributed(tell(twin, honest)).statement().attempt()).isEqualTo(AttemptId.first(2));
        long more = scene.rogue.log.size();
        scene.rogue.append(new RegistryLeaf(
                Rogue.FEDERATION,
                Digest.sha256(),
                2,
                List.of(Member.of(Rogue.FEDERATION, Rogue.key(7).publicKey()))));
        assertThat(more).isLessThan(scene.rogue.log.size());

        refuses(victim, Forgery.model(scene.rogue.invitation(AttemptId.first(2), seen), model(1)), "does not name");
        scene.isEstranged(victim);
    }

    @Test
    void leafOfAnotherFederationEstranges() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent victim = scene.member();
        scene.rogue.append(Forgery.federation(
                Forgery.link(
                        scene.rogue.committed(FIRST, Records.of(Records.included(scene.bens())), model(1)),
                        scene.rogue.last()),
                new FederationId("others")));

        refuses(victim, scene.rogue.invitation(AttemptId.first(2), seen), "a leaf of others");
        scene.isEstranged(victim);
    }

    @Test
    void newMembersCountBetweenRoundsAndNotBetweenAttempts() throws Exception {
        long seen = scene.rogue.log.size();
        ClientAgent honest = scene.member();
        scene.rogue.register(List.of(Member.of(Rogue.FEDERATION, Rogue.key(7).publicKey())));
        contributed(tell(honest, scene.rogue.invitation(FIRST, seen)));

        ClientAgent victim = scene.member();
        scene.rogue.abandon(FIRST, seen);
        scene.rogue.register(List.of(Member.of(Rogue.FEDERATION, Rogue.key(8).publicKey())));
        refuses(victim, scene.rogue.invitation(FIRST.retry(), seen + 1), "between the attempts");
        scene.isEstranged(victim);
    }
}
