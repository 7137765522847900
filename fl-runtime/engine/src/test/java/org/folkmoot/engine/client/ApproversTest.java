package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.Authorities.Kind;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.SignedNotice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client looks for the approvals that the charter asks for, and takes nobody's word that they are there. */
class ApproversTest {
    private static final long REGISTRATION = 1;

    @TempDir
    Path folder;

    @Test
    void takesAProgramThatTwoMembersApproved() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA, Rogue.BEN)) {
            assertThat(contributed(tell(scene.member(), invitation(scene, REGISTRATION)))
                            .signed()
                            .statement()
                            .attempt())
                    .isEqualTo(FIRST);
        }
    }

    @Test
    void programThatTooFewMembersApprovedEstranges() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA)) {
            estranges(scene, invitation(scene, REGISTRATION), "1 approvals (expected: 2 of members)");
        }
    }

    @Test
    void programThatSomebodyElseApprovedEstranges() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA, Rogue.STRANGER)) {
            estranges(scene, invitation(scene, REGISTRATION), "expected: one of members");
        }
    }

    @Test
    void programWhoseApproversAreNotShownToBeMembersEstranges() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA, Rogue.BEN)) {
            estranges(scene, invitation(scene), "expected: one of members");
        }
    }

    @Test
    void membersWhomTheCoordinatorMadeUpDoNotCount() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA, Rogue.STRANGER)) {
            RegistryLeaf own = new RegistryLeaf(
                    Rogue.FEDERATION,
                    scene.rogue.last(),
                    2,
                    List.of(org.folkmoot.audit.member.Member.of(Rogue.FEDERATION, Rogue.STRANGER.publicKey())));
            scene.rogue.log.append(LeafCodec.seal(own, scene.rogue.log.statementKey()));
            long madeUp = scene.rogue.log.size() - 1;

            estranges(scene, invitation(scene, REGISTRATION, madeUp), "");
        }
    }

    @Test
    void changesOfKeysThatNobodyCommittedToDoNotCount() throws Exception {
        try (Scene scene = membersDecide(Rogue.BEN, Rogue.STRANGER)) {
            scene.rogue.append(new NoticeLeaf(
                    Rogue.FEDERATION,
                    scene.rogue.last(),
                    SignedNotice.sign(
                            Rogue.FEDERATION,
                            new MemberNotice.Rotation(
                                    org.folkmoot.audit.member.Member.of(Rogue.FEDERATION, Rogue.ANNA.publicKey())
                                            .pseudonym(),
                                    1,
                                    Rogue.STRANGER.publicKey(),
                                    null),
                            Rogue.STRANGER)));
            long rotation = scene.rogue.log.size() - 1;

            estranges(scene, invitation(scene, REGISTRATION, rotation), "expected: one of members");
        }
    }

    @Test
    void stateRestoredOnTheCoordinatorsWordAloneEstranges() throws Exception {
        try (Scene scene = membersDecide(Rogue.ANNA, Rogue.BEN)) {
            scene.rogue.append(new RollbackLeaf(
                    Rogue.FEDERATION,
                    scene.rogue.last(),
                    1,
                    0,
                    Change.none(Rogue.SALT),
                    Change.none(Rogue.START.digest()),
                    2,
                    Approvals.none()));

            estranges(scene, invitation(scene, REGISTRATION), "rollback");
        }
    }

    private Scene membersDecide(Ed25519Key... approving) throws IOException {
        Authorities rules = Authorities.coordinator()
                .with(Kind.PROGRAM, Authority.members(2))
                .with(Kind.REGISTRY, Authority.members(2))
                .with(Kind.ROLLBACK, Authority.members(2));
        Rogue rogue = Rogue.unauthorised(folder.resolve("ledger"), Rogue.PROGRAM, rules);
        ProgramLeaf bare = new ProgramLeaf(Rogue.FEDERATION, rogue.last(), Rogue.PROGRAM);
        Proposal proposal = bare.proposal(LeafCodec.hash(rogue.log.leaf(0)));
        Approvals approvals =
                Approvals.of(Arrays.stream(approving).map(proposal::approve).toList());
        rogue.append(new ProgramLeaf(Rogue.FEDERATION, rogue.last(), Rogue.PROGRAM, approvals));
        return new Scene(folder, rogue);
    }

    private static RoundInvitation invitation(Scene scene, long... approvers) throws IOException {
        RoundInvitation bare = scene.rogue.invitation(FIRST, 0);
        List<ProvenLeaf> shown = new ArrayList<>();
        for (long index : approvers) {
            shown.add(scene.rogue.proven(index));
        }
        return new RoundInvitation(
                bare.federation(),
                bare.attempt(),
                bare.program(),
                bare.authorisation(),
                bare.model(),
                bare.shared(),
                bare.log(),
                bare.tail(),
                shown);
    }

    private static void estranges(Scene scene, RoundInvitation lie, String why) throws IOException {
        ClientAgent victim = scene.member();

        Scene.refuses(victim, lie, why);

        Scene.refuses(victim, lie, "the coordinator broke the protocol before");
    }
}
