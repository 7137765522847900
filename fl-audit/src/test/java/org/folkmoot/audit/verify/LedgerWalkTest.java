package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator with the true keys may try: every leaf and every checkpoint in here is properly signed. */
class LedgerWalkTest {
    private static final VerificationOptions REPLAY = VerificationOptions.withReplay();
    private static final VerificationOptions PLAIN = VerificationOptions.withoutReplay();

    @TempDir
    private Path folder;

    @Test
    void noticesLeavesThatTheCoordinatorDroppedMovedOrRepeated() {
        LedgerFixture dropped = LedgerFixture.honest(3, 3);
        dropped.leaves.remove(4);
        LedgerFixture moved = LedgerFixture.honest(3, 3);
        Collections.swap(moved.leaves, 3, 4);
        LedgerFixture repeated = LedgerFixture.honest(3, 3);
        repeated.leaves.add(repeated.leaves.get(5));
        LedgerFixture headless = LedgerFixture.honest(3, 3);
        headless.leaves.remove(0);

        assertThat(failure(dropped, dropped.write(folder.resolve("a")), PLAIN).detail())
                .startsWith("previous-leaf");
        assertThat(failure(moved, moved.write(folder.resolve("b")), PLAIN).detail())
                .startsWith("previous-leaf");
        assertThat(failure(repeated, repeated.write(folder.resolve("c")), PLAIN).detail())
                .startsWith("previous-leaf");
        assertThat(failure(headless, headless.write(folder.resolve("d")), PLAIN).kind())
                .isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void noticesALeafOfAnotherCoordinator() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        RoundLeaf leaf = ledger.committed(ledger.honestRecords()).build();
        ledger.leaves.add(LeafCodec.seal(leaf, EcdsaP256Key.fromScalar(LedgerFixture.fill(55))));

        assertThat(failure(ledger, ledger.write(folder), PLAIN).kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
    }

    @Test
    void namesTheChainRuleThatALeafBreaks() {
        assertThat(brokenBy(this::skipARound)).startsWith("round-order");
        assertThat(brokenBy(this::skipAnAttempt)).startsWith("round-order");
        assertThat(brokenBy(this::startFromAnotherState)).startsWith("state");
        assertThat(brokenBy(this::startFromAnotherModel)).startsWith("model");
        assertThat(brokenBy(this::runAnUnauthorisedProgram)).startsWith("program");
        assertThat(brokenBy(this::hideTheTaint)).startsWith("taints");
        assertThat(brokenBy(this::inviteFewer)).startsWith("cohort");
        assertThat(brokenBy(this::commitWithTooFew)).startsWith("minimum");
        assertThat(brokenBy(this::blameTooFewWithEnough)).startsWith("minimum");
        assertThat(brokenBy(this::claimAnotherRegistry)).startsWith("registry");
        assertThat(brokenBy(this::joinTwice)).startsWith("registry");
        assertThat(brokenBy(this::speakForAnotherFederation)).startsWith("federation");
        assertThat(brokenBy(this::writeASecondCharter)).startsWith("charter");
    }

    private interface Attack {
        void on(LedgerFixture ledger);
    }

    private String brokenBy(Attack attack) {
        LedgerFixture ledger = LedgerFixture.honest(4, 1);
        attack.on(ledger);
        InvalidProofException failure = failure(ledger, ledger.write(folder.resolve("x" + count++)), PLAIN);
        assertThat(failure.kind()).isEqualTo(FailureKind.CHAIN_BROKEN);
        return failure.detail();
    }

    private int count;

    private void skipARound(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords())
                .attempt(AttemptId.first(3))
                .build();
        ledger.appendAnyway(leaf);
    }

    private void skipAnAttempt(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords())
                .attempt(new AttemptId(2, 2))
                .build();
        ledger.appendAnyway(leaf);
    }

    private void startFromAnotherState(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords())
                .committed(
                        new Change(Digest.of(LedgerFixture.fill(1)), ledger.chain.state()),
                        Change.none(ledger.chain.model()))
                .build();
        ledger.appendAnyway(leaf);
    }

    private void startFromAnotherModel(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords())
                .committed(
                        Change.none(ledger.chain.state()),
                        new Change(Digest.of(LedgerFixture.fill(1)), ledger.chain.model()))
                .build();
        ledger.appendAnyway(leaf);
    }

    private void runAnUnauthorisedProgram(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords())
                .program(LedgerFixture.program(1, Participation.all(), SumReplayer.ID))
                .build();
        ledger.appendAnyway(leaf);
    }

    private void hideTheTaint(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords()).build();
        ledger.appendAnyway(with(leaf, leaf.participants(), List.of()));
    }

    private void inviteFewer(LedgerFixture ledger) {
        RecordSet all = ledger.honestRecords();
        ledger.appendAnyway(
                ledger.committed(RecordSet.of(all.records().subList(0, 3))).build());
    }

    private void commitWithTooFew(LedgerFixture ledger) {
        RecordSet all = ledger.honestRecords();
        List<ClientRecord> records = new ArrayList<>();
        records.add(all.record(0));
        for (ClientRecord record : all.records().subList(1, 4)) {
            records.add(ClientRecord.rejected(record.pseudonym(), RejectionReason.REFUSED, ledger.salt()));
        }
        ledger.appendAnyway(ledger.committed(RecordSet.of(records)).build());
    }

    private void blameTooFewWithEnough(LedgerFixture ledger) {
        ledger.appendAnyway(
                ledger.abandoned("too-few-clients", ledger.honestRecords()).build());
    }

    private void claimAnotherRegistry(LedgerFixture ledger) {
        RoundLeaf leaf = ledger.committed(ledger.honestRecords()).build();
        Participants said = leaf.participants();
        Participants other = new Participants(
                said.registryCount(),
                Digest.of(LedgerFixture.fill(1)),
                said.invited(),
                said.submitted(),
                said.included(),
                said.rejected(),
                said.records());
        ledger.appendAnyway(with(leaf, other, leaf.taints()));
    }

    private void joinTwice(LedgerFixture ledger) {
        ledger.appendAnyway(new RegistryLeaf(
                LedgerFixture.FEDERATION,
                ledger.chain.lastLeaf(),
                4,
                List.of(ledger.chain.registry().member(0))));
    }

    private void speakForAnotherFederation(LedgerFixture ledger) {
        ledger.appendAnyway(new ProgramLeaf(new FederationId("other"), ledger.chain.lastLeaf(), ledger.program));
    }

    private void writeASecondCharter(LedgerFixture ledger) {
        ledger.appendAnyway(ledger.chain.charter());
    }

    private static RoundLeaf with(RoundLeaf leaf, Participants participants, List<String> taints) {
        return new RoundLeaf(
                leaf.federation(),
                leaf.previous(),
                leaf.attempt(),
                leaf.outcome(),
                leaf.reason(),
                leaf.program(),
                leaf.state(),
                leaf.model(),
                participants,
                leaf.totalWeight(),
                leaf.privacy(),
                taints,
                leaf.evaluation(),
                leaf.clock());
    }

    @Test
    void noticesCountsThatTheRecordsDoNotBear() {
        LedgerFixture ledger = LedgerFixture.honest(4, 1);
        RoundLeaf leaf = ledger.committed(ledger.honestRecords()).build();
        Participants said = leaf.participants();
        Participants fewer = new Participants(
                said.registryCount(),
                said.registryRoot(),
                4,
                4,
                3,
                new TreeMap<>(Map.of(RejectionReason.TIMED_OUT, 1)),
                said.records());
        ledger.appendAnyway(with(leaf, fewer, leaf.taints()));

        InvalidProofException failure = failure(ledger, ledger.write(folder), PLAIN);

        assertThat(failure.kind()).isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(failure.where()).isEqualTo("round 2, attempt 1");
    }

    @Test
    void noticesForgedRecords() {
        assertThat(forged((ledger, s) -> copy(s, new FederationId("other"), s.attempt(), s.baseModel(), 10)))
                .isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(forged((ledger, s) -> copy(s, s.federation(), AttemptId.first(1), s.baseModel(), 10)))
                .isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(forged((ledger, s) -> copy(s, s.federation(), s.attempt(), Digest.of(LedgerFixture.fill(1)), 10)))
                .isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(forged((ledger, s) -> copy(s, s.federation(), s.attempt(), s.baseModel(), 0)))
                .isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(forged((ledger, s) -> seen(s, s.seenCheckpointSize(), Digest.of(LedgerFixture.fill(1)))))
                .isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED);
    }

    private interface Forgery {
        ClientStatement of(LedgerFixture ledger, ClientStatement honest);
    }

    private FailureKind forged(Forgery forgery) {
        LedgerFixture ledger = LedgerFixture.honest(4, 1);
        List<ClientRecord> records = new ArrayList<>(ledger.honestRecords().records());
        ClientRecord honest = records.get(2);
        ClientStatement statement =
                forgery.of(ledger, honest.signed().orElseThrow().statement());
        records.set(2, ClientRecord.included(ledger.sign(statement), honest.salt()));
        ledger.append(ledger.committed(RecordSet.of(records)).build());
        return failure(ledger, ledger.write(folder.resolve("f" + count++)), PLAIN)
                .kind();
    }

    private static ClientStatement copy(
            ClientStatement s, FederationId federation, AttemptId attempt, Digest base, long examples) {
        return new ClientStatement(
                federation,
                attempt,
                s.pseudonym(),
                base,
                s.program(),
                s.consent(),
                s.seenCheckpointSize(),
                s.seenCheckpointRoot(),
                examples,
                s.payload(),
                s.fingerprint());
    }

    private static ClientStatement seen(ClientStatement s, long size, Digest root) {
        return new ClientStatement(
                s.federation(),
                s.attempt(),
                s.pseudonym(),
                s.baseModel(),
                s.program(),
                s.consent(),
                size,
                root,
                s.examples(),
                s.payload(),
                s.fingerprint());
    }

    @Test
    void noticesAStatementOnACheckpointThatWasNotShownInTheAttempt() {
        for (int back = 1; back <= 3; back++) {
            int older = back;
            assertThat(forged((ledger, s) -> {
                        int size = ledger.leaves.size() - older;
                        return seen(s, size, ledger.tree().root(size));
                    }))
                    .isEqualTo(FailureKind.RECORDS_TAMPERED);
        }
        assertThat(forged((ledger, s) -> seen(s, 0, MerkleHash.emptyRoot()))).isEqualTo(FailureKind.RECORDS_TAMPERED);
        assertThat(forged((ledger, s) -> seen(s, s.seenCheckpointSize() + 1, s.seenCheckpointRoot())))
                .isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED);
    }

    @Test
    void noticesARetryOnTheCheckpointOfTheAttemptBefore() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        long size = ledger.leaves.size();
        Digest root = ledger.tree().root();
        ledger.abandon("gate-refused");
        List<ClientRecord> records = new ArrayList<>();
        for (ClientRecord honest : ledger.honestRecords().records()) {
            ClientStatement said = honest.signed().orElseThrow().statement();
            records.add(ClientRecord.included(ledger.sign(seen(said, size, root)), honest.salt()));
        }
        ledger.append(ledger.committed(RecordSet.of(records)).build());

        assertThat(failure(ledger, ledger.write(folder), PLAIN).kind()).isEqualTo(FailureKind.RECORDS_TAMPERED);
    }

    @Test
    void noticesAStatementThatItsClientDidNotSign() {
        LedgerFixture ledger = LedgerFixture.honest(4, 1);
        List<ClientRecord> records = new ArrayList<>(ledger.honestRecords().records());
        ClientRecord honest = records.get(1);
        Ed25519Key forger = Ed25519Key.fromSeed(LedgerFixture.fill(66));
        records.set(
                1,
                ClientRecord.included(
                        LedgerFixture.sign(honest.signed().orElseThrow().statement(), forger), honest.salt()));
        ledger.append(ledger.committed(RecordSet.of(records)).build());
        ledger.commit();

        InvalidProofException failure = failure(ledger, ledger.write(folder), REPLAY);

        assertThat(failure.kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
        assertThat(failure.where()).startsWith("round 2, attempt 1, client ");
    }

    @Test
    void noticesAnotherCohortThanTheSeedDraws() {
        LedgerFixture ledger =
                LedgerFixture.founded(8, LedgerFixture.program(2, Participation.share(1, 2), SumReplayer.ID));
        List<Digest> cohort = ledger.cohort();
        Digest outsider = ledger.clients.keySet().stream()
                .filter(p -> !cohort.contains(p))
                .sorted()
                .findFirst()
                .orElseThrow();
        List<ClientRecord> records = new ArrayList<>(ledger.honestRecords().records());
        records.remove(0);
        records.add(
                ClientRecord.included(ledger.sign(ledger.statement(outsider, ledger.update(outsider))), ledger.salt()));
        ledger.append(ledger.committed(RecordSet.of(records)).build());

        assertThat(failure(ledger, ledger.write(folder), PLAIN).kind()).isEqualTo(FailureKind.RECORDS_TAMPERED);
    }

    @Test
    void noticesAModelThatTheInputsDoNotGive() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        RecordSet records = ledger.honestRecords();
        ledger.committed(records);
        RoundLeaf leaf = ledger.committed(records).build();
        ledger.append(leaf);
        Path run = ledger.write(folder);

        assertThat(failure(ledger, run, PLAIN)).isNull();
        assertThat(failure(ledger, run, REPLAY).kind()).isEqualTo(FailureKind.REPLAY_MISMATCH);
    }

    @Test
    void noticesAStateOfAnotherModel() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        RoundLeaf leaf = ledger.committed(ledger.honestRecords()).build();
        RoundLeaf lie = new RoundLeaf(
                leaf.federation(),
                leaf.previous(),
                leaf.attempt(),
                leaf.outcome(),
                leaf.reason(),
                leaf.program(),
                leaf.state(),
                Change.none(leaf.model().before()),
                leaf.participants(),
                leaf.totalWeight(),
                leaf.privacy(),
                leaf.taints(),
                leaf.evaluation(),
                leaf.clock());
        ledger.appendAnyway(lie);

        assertThat(failure(ledger, ledger.write(folder), PLAIN).kind()).isEqualTo(FailureKind.MODEL_TAMPERED);
    }

    private static InvalidProofException failure(LedgerFixture ledger, Path run, VerificationOptions options) {
        LedgerVerifier verifier = LedgerVerifier.of(ledger.trust());
        return catchThrowableOfType(InvalidProofException.class, () -> verifier.verify(run, options));
    }
}
