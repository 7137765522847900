package org.folkmoot.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.GovernedExamples;
import org.folkmoot.audit.leaf.LeafExamples;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.MemberNotice;
import org.junit.jupiter.api.Test;

/** What members decide, and what each of them says for itself. */
class GovernedChainTest {
    private static final Ed25519Key STRANGER = Ed25519Key.fromSeed(LeafExamples.fill(99));

    @Test
    void addsUpTheExamples() {
        assertThat(GovernedExamples.leaves()).hasSize(14);
    }

    @Test
    void authorisesAProgramByTwoMembersOnly() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        Function<Approvals, ProgramLeaf> leaf = approvals ->
                new ProgramLeaf(GovernedExamples.FEDERATION, chain.lastLeaf(), other(CollectionKind.CLEAR), approvals);

        assertThat(refusal(chain, leaf.apply(Approvals.none()))).isEqualTo(ChainRule.AUTHORITY);
        assertThat(refusal(chain, GovernedExamples.approved(chain, leaf, key(0))))
                .isEqualTo(ChainRule.AUTHORITY);
        assertThat(refusal(chain, GovernedExamples.approved(chain, leaf, key(0), STRANGER)))
                .isEqualTo(ChainRule.AUTHORITY);
        assertThat(refusal(chain, GovernedExamples.approved(chain, leaf, key(0), key(1), STRANGER)))
                .isEqualTo(ChainRule.AUTHORITY);
        assertThat(next(chain, GovernedExamples.approved(chain, leaf, key(0), key(3)))
                        .program(leaf.apply(Approvals.none()).digest()))
                .isPresent();
    }

    @Test
    void takesNoApprovalOfSomethingElse() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        ProgramLeaf wanted = GovernedExamples.approved(
                chain,
                approvals -> new ProgramLeaf(
                        GovernedExamples.FEDERATION, chain.lastLeaf(), other(CollectionKind.CLEAR), approvals),
                key(0),
                key(1));
        ProgramLeaf swapped = new ProgramLeaf(
                GovernedExamples.FEDERATION, chain.lastLeaf(), other(CollectionKind.SECURE), wanted.approvals());
        Approval good = wanted.approvals().list().get(0);
        Approval forged = new Approval(key(2).publicKey(), good.signature());
        ProgramLeaf stolen = new ProgramLeaf(
                GovernedExamples.FEDERATION, chain.lastLeaf(), wanted.program(), Approvals.of(List.of(good, forged)));

        assertThat(refusal(chain, swapped)).isEqualTo(ChainRule.AUTHORITY);
        assertThat(refusal(chain, stolen)).isEqualTo(ChainRule.AUTHORITY);
    }

    @Test
    void admitsMembersByTwoMembersOnly() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        Member joining = Member.of(GovernedExamples.FEDERATION, STRANGER.publicKey());

        assertThat(refusal(chain, new RegistryLeaf(GovernedExamples.FEDERATION, chain.lastLeaf(), 4, List.of(joining))))
                .isEqualTo(ChainRule.AUTHORITY);
    }

    @Test
    void takesNoApprovalsWhereItIsTheCoordinatorsAlone() throws BrokenChainException {
        ChainState chain = ChainState.start(LeafExamples.charter(), GovernedExamples.hash(LeafExamples.charter()));
        ProgramLeaf leaf = GovernedExamples.approved(
                chain,
                approvals ->
                        new ProgramLeaf(LeafExamples.FEDERATION, chain.lastLeaf(), LeafExamples.program(), approvals),
                STRANGER);

        assertThat(refusal(chain, leaf)).isEqualTo(ChainRule.AUTHORITY);
    }

    @Test
    void releasesNothingWhereNobodyMay() throws BrokenChainException {
        ChainState start = ChainState.start(LeafExamples.charter(), GovernedExamples.hash(LeafExamples.charter()));
        ChainState chain =
                next(start, new RegistryLeaf(LeafExamples.FEDERATION, start.lastLeaf(), 0, LeafExamples.members()));

        assertThat(refusal(
                        chain,
                        new ReleaseLeaf(
                                LeafExamples.FEDERATION,
                                chain.lastLeaf(),
                                1,
                                chain.model(),
                                LeafExamples.digest(1),
                                Approvals.none())))
                .isEqualTo(ChainRule.AUTHORITY);
    }

    @Test
    void letsMembersSpeakForThemselvesOnly() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        Digest second = pseudonym(1);
        MemberNotice withdrawal = new MemberNotice.Consent(second, 1, false, LeafExamples.digest(1));

        ChainState after = next(chain, GovernedExamples.notice(chain, withdrawal, key(1)));

        assertThat(after.standing(second).orElseThrow().consents()).isFalse();
        assertThat(chain.standing(second).orElseThrow().consents()).isTrue();
        assertThat(refusal(chain, GovernedExamples.notice(chain, withdrawal, key(2))))
                .isEqualTo(ChainRule.NOTICE);
        assertThat(refusal(
                        chain,
                        GovernedExamples.notice(
                                chain,
                                new MemberNotice.Consent(
                                        Member.of(GovernedExamples.FEDERATION, STRANGER.publicKey())
                                                .pseudonym(),
                                        1,
                                        false,
                                        second),
                                STRANGER)))
                .isEqualTo(ChainRule.NOTICE);
    }

    @Test
    void refusesANoticeThatWasOnRecordBefore() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        MemberNotice withdrawal = new MemberNotice.Consent(pseudonym(1), 1, false, LeafExamples.digest(1));
        MemberNotice consent = new MemberNotice.Consent(pseudonym(1), 2, true, LeafExamples.digest(1));
        ChainState withdrawn = next(chain, GovernedExamples.notice(chain, withdrawal, key(1)));
        ChainState again = next(withdrawn, GovernedExamples.notice(withdrawn, consent, key(1)));

        assertThat(again.standing(pseudonym(1)).orElseThrow().consents()).isTrue();
        assertThat(refusal(again, GovernedExamples.notice(again, withdrawal, key(1))))
                .isEqualTo(ChainRule.NOTICE);
        assertThat(refusal(again, GovernedExamples.notice(again, consent, key(1))))
                .isEqualTo(ChainRule.NOTICE);
    }

    @Test
    void changesToTheKeyThatWasCommittedToOnly() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        Digest first = pseudonym(0);
        MemberNotice good = new MemberNotice.Rotation(first, 1, GovernedExamples.NEXT_KEY.publicKey(), null);
        MemberNotice thief = new MemberNotice.Rotation(first, 1, STRANGER.publicKey(), null);
        MemberNotice uncommitted = new MemberNotice.Rotation(pseudonym(1), 1, STRANGER.publicKey(), null);

        ChainState rotated = next(chain, GovernedExamples.notice(chain, good, GovernedExamples.NEXT_KEY));

        assertThat(rotated.member(0).publicKey()).isEqualTo(GovernedExamples.NEXT_KEY.publicKey());
        assertThat(rotated.member(0).pseudonym()).isEqualTo(first);
        assertThat(rotated.isMemberKey(key(0).publicKey())).isFalse();
        assertThat(rotated.isMemberKey(GovernedExamples.NEXT_KEY.publicKey())).isTrue();
        assertThat(refusal(chain, GovernedExamples.notice(chain, thief, STRANGER)))
                .isEqualTo(ChainRule.NOTICE);
        assertThat(refusal(chain, GovernedExamples.notice(chain, good, key(0)))).isEqualTo(ChainRule.NOTICE);
        assertThat(refusal(chain, GovernedExamples.notice(chain, uncommitted, STRANGER)))
                .isEqualTo(ChainRule.NOTICE);
    }

    @Test
    void countsNoApprovalOfAKeyThatWasReplaced() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        MemberNotice rotation = new MemberNotice.Rotation(pseudonym(0), 1, GovernedExamples.NEXT_KEY.publicKey(), null);
        ChainState rotated = next(chain, GovernedExamples.notice(chain, rotation, GovernedExamples.NEXT_KEY));
        Function<Approvals, ProgramLeaf> leaf = approvals -> new ProgramLeaf(
                GovernedExamples.FEDERATION, rotated.lastLeaf(), other(CollectionKind.CLEAR), approvals);

        assertThat(refusal(rotated, GovernedExamples.approved(rotated, leaf, key(0), key(1))))
                .isEqualTo(ChainRule.AUTHORITY);
        assertThat(next(rotated, GovernedExamples.approved(rotated, leaf, GovernedExamples.NEXT_KEY, key(1))))
                .isNotNull();
    }

    @Test
    void leavesOutExactlyThoseWhoHaveWithdrawn() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        MemberNotice withdrawal = new MemberNotice.Consent(pseudonym(1), 1, false, LeafExamples.digest(1));
        ChainState withdrawn = next(chain, GovernedExamples.notice(chain, withdrawal, key(1)));

        assertThat(refusal(withdrawn, abandoned(withdrawn, RejectionReason.TIMED_OUT)))
                .isEqualTo(ChainRule.CONSENT);
        assertThat(refusal(chain, abandoned(chain, RejectionReason.CONSENT_REVOKED)))
                .isEqualTo(ChainRule.CONSENT);
        assertThat(next(withdrawn, abandoned(withdrawn, RejectionReason.CONSENT_REVOKED)))
                .isNotNull();
        assertThat(next(chain, abandoned(chain, RejectionReason.TIMED_OUT))).isNotNull();
    }

    @Test
    void rollsBackToWhatStandsAndNowhereElse() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();

        ChainState back = next(chain, rollback(chain, 1, 0, chain.state(), chain.model()));

        assertThat(back.committedRound()).isEqualTo(1);
        assertThat(back.nextAttempt()).isEqualTo(AttemptId.first(2));
        assertThat(refusal(chain, rollback(chain, 2, 0, chain.state(), chain.model())))
                .isEqualTo(ChainRule.ROUND_ORDER);
        assertThat(refusal(chain, rollback(chain, 1, 0, chain.state(), LeafExamples.digest(1))))
                .isEqualTo(ChainRule.STANDING);
        assertThat(refusal(back, rollback(back, 2, 1, LeafExamples.digest(1), back.model())))
                .isEqualTo(ChainRule.STANDING);
    }

    @Test
    void releasesWhatStandsAndNothingElse() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        ChainState back = next(chain, rollback(chain, 1, 0, chain.state(), chain.model()));

        assertThat(next(back, release(back, 1, back.model(), key(1)))).isNotNull();
        assertThat(refusal(back, release(back, 1, LeafExamples.digest(5), key(1))))
                .isEqualTo(ChainRule.STANDING);
        assertThat(refusal(back, release(back, 2, back.model(), key(1)))).isEqualTo(ChainRule.STANDING);
        assertThat(refusal(back, release(back, 1, back.model(), key(0)))).isEqualTo(ChainRule.AUTHORITY);
    }

    @Test
    void fixesARosterThenItsSurvivorsThenTheRound() throws BrokenChainException {
        ChainState ready = GovernedExamples.ready();
        RoundProgram secure = other(CollectionKind.SECURE);
        ChainState chain = next(
                ready,
                GovernedExamples.approved(
                        ready,
                        approvals -> new ProgramLeaf(GovernedExamples.FEDERATION, ready.lastLeaf(), secure, approvals),
                        key(0),
                        key(1)));
        Digest program = new ProgramLeaf(GovernedExamples.FEDERATION, chain.lastLeaf(), secure).digest();
        RosterLeaf roster = roster(chain, program, 4);

        ChainState fixed = next(chain, roster);
        ChainState agreed = next(fixed, survivors(fixed, roster.root(), 3));

        assertThat(refusal(chain, survivors(chain, roster.root(), 3))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(chain, roster(chain, program, 5))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(
                        chain,
                        roster(
                                chain,
                                new ProgramLeaf(GovernedExamples.FEDERATION, chain.lastLeaf(), LeafExamples.program())
                                        .digest(),
                                4)))
                .isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(fixed, roster(fixed, program, 4))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(fixed, survivors(fixed, LeafExamples.digest(9), 3))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(fixed, survivors(fixed, roster.root(), 5))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(agreed, survivors(agreed, roster.root(), 2))).isEqualTo(ChainRule.ROSTER);
        assertThat(refusal(
                        fixed,
                        GovernedExamples.notice(
                                fixed, new MemberNotice.Dataset(pseudonym(1), 1, LeafExamples.digest(1)), key(1))))
                .isEqualTo(ChainRule.ROSTER);
    }

    @Test
    void keepsOlderStatesAsTheyAre() throws BrokenChainException {
        ChainState chain = GovernedExamples.ready();
        MemberNotice one = new MemberNotice.Dataset(pseudonym(1), 1, LeafExamples.digest(1));
        MemberNotice other = new MemberNotice.Dataset(pseudonym(1), 1, LeafExamples.digest(2));

        ChainState left = next(chain, GovernedExamples.notice(chain, one, key(1)));
        ChainState right = next(chain, GovernedExamples.notice(chain, other, key(1)));

        assertThat(left.standing(pseudonym(1)).orElseThrow().dataset()).isEqualTo(LeafExamples.digest(1));
        assertThat(right.standing(pseudonym(1)).orElseThrow().dataset()).isEqualTo(LeafExamples.digest(2));
        assertThat(chain.standing(pseudonym(1)).orElseThrow().dataset()).isNull();
    }

    private static RoundProgram other(CollectionKind collection) {
        RoundProgram base = LeafExamples.program();
        return new RoundProgram(
                collection, base.layout(), base.stages(), base.encoding(), base.participation(), 3, base.disclosure());
    }

    private static RoundLeaf abandoned(ChainState chain, RejectionReason second) {
        List<ClientRecord> records = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RejectionReason reason = i == 1 ? second : RejectionReason.TIMED_OUT;
            records.add(ClientRecord.rejected(chain.member(i).pseudonym(), reason, LeafExamples.digest(i)));
        }
        return chain.nextRound()
                .attempt(chain.nextAttempt())
                .program(LeafExamples.program())
                .participants(RecordSet.of(records), 0)
                .abandoned("too-few-clients", chain.state(), chain.model())
                .clock(1, 2)
                .build();
    }

    private static RollbackLeaf rollback(ChainState chain, int round, int target, Digest state, Digest model) {
        return GovernedExamples.approved(
                chain,
                approvals -> new RollbackLeaf(
                        GovernedExamples.FEDERATION,
                        chain.lastLeaf(),
                        round,
                        target,
                        new Change(chain.state(), state),
                        new Change(chain.model(), model),
                        4,
                        approvals),
                key(0),
                key(1));
    }

    private static ReleaseLeaf release(ChainState chain, int round, Digest model, Ed25519Key by) {
        return GovernedExamples.approved(
                chain,
                approvals -> new ReleaseLeaf(
                        GovernedExamples.FEDERATION, chain.lastLeaf(), round, model, LeafExamples.digest(1), approvals),
                by);
    }

    private static RosterLeaf roster(ChainState chain, Digest program, int count) {
        return new RosterLeaf(
                GovernedExamples.FEDERATION,
                chain.lastLeaf(),
                chain.nextAttempt(),
                program,
                LeafExamples.digest(7),
                count);
    }

    private static SurvivorsLeaf survivors(ChainState chain, Digest roster, int count) {
        return new SurvivorsLeaf(
                GovernedExamples.FEDERATION,
                chain.lastLeaf(),
                chain.nextAttempt(),
                roster,
                LeafExamples.digest(8),
                count);
    }

    private static Ed25519Key key(int member) {
        return GovernedExamples.KEYS.get(member);
    }

    private static Digest pseudonym(int member) {
        return Member.of(GovernedExamples.FEDERATION, key(member).publicKey()).pseudonym();
    }

    private static ChainState next(ChainState chain, LogLeaf leaf) throws BrokenChainException {
        return chain.next(leaf, GovernedExamples.hash(leaf));
    }

    private static ChainRule refusal(ChainState chain, LogLeaf leaf) {
        return catchThrowableOfType(BrokenChainException.class, () -> chain.next(leaf, GovernedExamples.hash(leaf)))
                .rule();
    }
}
