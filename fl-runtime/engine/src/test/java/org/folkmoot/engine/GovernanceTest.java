package org.folkmoot.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.audit.authority.Approver;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.ledger.ApprovalsMissingException;
import org.folkmoot.engine.ledger.ProposalFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charter and consent are enforced, not only recorded: a federation whose members decide, from outside. */
class GovernanceTest {
    @TempDir
    Path folder;

    private final List<Ed25519Key> keys = new ArrayList<>();
    private final List<FederationClient> farms = new ArrayList<>();

    @BeforeEach
    void bringKeys() {
        for (int i = 0; i < 4; i++) {
            Ed25519Key key = key(i);
            keys.add(key);
            farms.add(FederationClient.builder("farm-" + i, Farms.trainer(i))
                    .signingKey(key)
                    .nextKey(key(100 + i).publicKey().sha256())
                    .build());
        }
    }

    @Test
    void runsAProgramOnceEnoughMembersHaveApproved() throws Exception {
        Governance twoOfThem = Governance.by(Authority.members(2), List.of());
        FederationFailedException failed = catchThrowableOfType(
                FederationFailedException.class,
                () -> federation(2).governance(twoOfThem).build().run());
        ApprovalsMissingException missing = (ApprovalsMissingException) requireNonNull(failed.getCause());
        Proposal proposal = Proposal.parse(Bytes.of(Files.readAllBytes(missing.proposal())));
        ProposalFolder proposals = ProposalFolder.in(ledger());
        proposals.add(proposal, proposal.approve(keys.get(0)));
        proposals.add(proposal, proposal.approve(key(55))); // nobody's
        assertThat(catchThrowableOfType(
                        FederationFailedException.class,
                        () -> federation(2).build().run()))
                .hasCauseInstanceOf(ApprovalsMissingException.class)
                .hasMessageContaining("1 approvals (expected: 2 of MEMBERS)");
        proposals.add(proposal, proposal.approve(keys.get(3)));

        FederationReport report = federation(2).build().run();

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).hasSize(4));
        Farms.verify(report);
    }

    @Test
    void asksThoseWhoAreAtHand() throws Exception {
        Approver first = Approver.of(keys.get(0), proposal -> true);
        Approver second = Approver.of(keys.get(1), proposal -> true);
        Approver unwilling = Approver.of(keys.get(2), proposal -> false);

        FederationReport report = federation(1)
                .governance(Governance.by(Authority.members(2), List.of(unwilling, first, second)))
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(FederationReport.Outcome.COMPLETED);
        Farms.verify(report);
    }

    @Test
    void leavesOutWhoWithdrawsAndTakesWhoConsentsAgain() throws Exception {
        FederationClient third = farms.get(2);
        FederationListener listener = event -> {
            if (event instanceof FederationEvent.AttemptEnded ended) {
                int round = ended.summary().attempt().round();
                if (round == 1) {
                    third.revokeConsent();
                } else if (round == 4) {
                    third.giveConsent();
                }
            }
        };

        FederationReport report =
                federation(12).minimumClients(2).listener(listener).build().run();

        List<@Nullable RejectionReason> fates = new ArrayList<>();
        report.attempts().forEach(attempt -> fates.add(fateOf(third, attempt)));

        assertThat(fates.get(0)).isNull();
        assertThat(fates.get(1)).isEqualTo(RejectionReason.REFUSED);
        assertThat(fates.subList(2, 5)).containsOnly(RejectionReason.CONSENT_REVOKED);
        assertThat(fates.get(11)).isNull();
        Farms.verify(report);
    }

    @Test
    void aWithdrawalOutlivesARestart() throws Exception {
        FederationListener listener = event -> {
            if (event instanceof FederationEvent.AttemptEnded ended
                    && ended.summary().attempt().round() == 1) {
                farms.get(2).revokeConsent();
            }
        };
        federation(3).minimumClients(2).listener(listener).build().run();
        farms.set(
                2,
                FederationClient.builder("farm-2", Farms.trainer(2))
                        .signingKey(keys.get(2))
                        .build());

        FederationReport unspoken = federation(5).minimumClients(2).build().run();
        farms.get(2).giveConsent();
        FederationReport given = federation(6).minimumClients(2).build().run();

        assertThat(unspoken.attempts())
                .allSatisfy(attempt ->
                        assertThat(fateOf(farms.get(2), attempt)).isEqualTo(RejectionReason.CONSENT_REVOKED));
        assertThat(given.attempts().get(0).included()).hasSize(4);
        Farms.verify(given);
    }

    @Test
    void putsDataAndANewKeyOnRecordBeforeTheFirstRound() throws Exception {
        federation(1).build().run();
        farms.set(
                0,
                FederationClient.builder("farm-0", Farms.trainer(0))
                        .signingKey(key(100))
                        .firstKey(keys.get(0).publicKey())
                        .dataset(Digest.sha256(new byte[] {1}))
                        .build());

        FederationReport report = federation(3).build().run();

        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).hasSize(4));
        try (Steward steward = Steward.of(ledger(), List.of())) {
            assertThat(steward.chain().member(0).publicKey()).isEqualTo(key(100).publicKey());
            assertThat(steward.chain()
                            .standing(Member.of(
                                            steward.chain().charter().federation(),
                                            keys.get(0).publicKey())
                                    .pseudonym())
                            .orElseThrow()
                            .dataset())
                    .isEqualTo(Digest.sha256(new byte[] {1}));
        }
        Farms.verify(report);
    }

    @Test
    void takesNothingUnderAKeyThatWasReplaced() throws Exception {
        federation(1).build().run();
        Digest pseudonym;
        try (Steward steward = Steward.of(ledger(), List.of())) {
            pseudonym = steward.chain().member(0).pseudonym();
            SignedNotice rotation = SignedNotice.sign(
                    steward.chain().charter().federation(),
                    new MemberNotice.Rotation(pseudonym, 1, key(100).publicKey(), null),
                    key(100));
            assertThat(steward.record(rotation)).isEmpty();
            assertThat(steward.record(rotation)).isPresent();
        }

        FederationReport report = federation(2).minimumClients(2).build().run();

        assertThat(report.attempts().get(0).included()).hasSize(3);
        Farms.verify(report);
    }

    @Test
    void goesOnFromAnEarlierStateOnceMembersSaySo() throws Exception {
        List<Approver> two = List.of(Approver.of(keys.get(0), any -> true), Approver.of(keys.get(1), any -> true));
        Governance governance = Governance.by(Authority.members(2), two);
        federation(3).governance(governance).build().run();
        Digest third;
        try (Steward steward = Steward.of(ledger(), two)) {
            third = steward.chain().model();
            assertThat(steward.rollBackTo(1).model().digest())
                    .isEqualTo(steward.chain().left(1).orElseThrow().model());
            assertThat(steward.chain().committedRound()).isEqualTo(4);
            assertThat(steward.chain().model()).isNotEqualTo(third);
            assertThat(steward.chain().left(3)).isEmpty();
        }

        FederationReport report = federation(6).governance(governance).build().run();

        assertThat(report.committedRounds()).isEqualTo(6);
        assertThat(report.attempts()).hasSize(2);
        assertThat(report.attempts())
                .allSatisfy(attempt -> assertThat(attempt.included()).hasSize(4));
        Farms.verify(report);
    }

    private static @Nullable RejectionReason fateOf(FederationClient client, RoundSummary attempt) {
        Answer.Rejected rejected = attempt.rejected().get(client.id());
        return rejected == null ? null : rejected.reason();
    }

    private FederationBuilder federation(int rounds) {
        return Farms.federation(ledger(), farms).rounds(rounds);
    }

    private Path ledger() {
        return folder.resolve("ledger");
    }

    private static Ed25519Key key(int number) {
        return Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) number, 7}).bytes());
    }
}
