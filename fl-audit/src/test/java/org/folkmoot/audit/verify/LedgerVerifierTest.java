package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.Participation;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.core.json.Jcs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifierTest {
    private static final VerificationOptions REPLAY = VerificationOptions.withReplay();
    private static final VerificationOptions PLAIN = VerificationOptions.withoutReplay();

    /** Places per file at which a bit is flipped; all places where the file is no longer than that. */
    private static final int SAMPLES = 24;

    @TempDir
    private Path folder;

    @Test
    void acceptsAnHonestRunAndSaysWhatItChecked() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(5, 3);

        VerificationReport report = verifier(ledger).verify(ledger.write(folder), REPLAY);

        assertThat(report.trust()).isEqualTo(TrustLevel.LOG_KEY);
        assertThat(report.checkpoint()).isEqualTo(ledger.checkpoint());
        assertThat(report.rounds()).isEqualTo(3);
        assertThat(report.isReplayed()).isTrue();
        assertThat(report.checked().clientSignatures()).isEqualTo(15);
        assertThat(report.checked().updates()).isEqualTo(15);
        assertThat(report.checked().inputFiles()).isEqualTo(ledger.inputs.size());
        assertThat(report.checked().model()).isTrue();
        assertThat(report.undisclosed().isNothing()).isTrue();
        assertThat(report.taints()).containsExactly("clear-updates");
        assertThat(report.lines().get(0)).isEqualTo("✓ VERIFIED AND REPLAYED");
        assertThat(Bytes.of(Jcs.encode(report.toJson())).utf8()).contains("\"verified\":true");
    }

    @Test
    void acceptsLedgerFolderAndBareLogToo() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 2);
        Path run = ledger.write(folder);

        VerificationReport inLedger = verifier(ledger).verify(run.resolve("ledger"), PLAIN);
        VerificationReport inLog = verifier(ledger).verify(run.resolve("ledger/log"), PLAIN);

        assertThat(inLedger.checked().model()).isFalse();
        assertThat(inLog.undisclosed().records()).isEqualTo(2);
        assertThat(inLog.model()).isEqualTo(inLedger.model());
    }

    @Test
    void acceptsAbandonedAttemptsLateMembersAndSampledCohorts() throws Exception {
        LedgerFixture ledger =
                LedgerFixture.founded(7, LedgerFixture.program(2, Participation.share(1, 2), SumReplayer.ID));
        ledger.abandon("too-few-clients");
        ledger.commit();
        Ed25519Key late = Ed25519Key.fromSeed(LedgerFixture.fill(77));
        Member member = Member.of(LedgerFixture.FEDERATION, late.publicKey());
        ledger.clients.put(member.pseudonym(), late);
        ledger.append(new RegistryLeaf(LedgerFixture.FEDERATION, ledger.chain.lastLeaf(), 7, List.of(member)));
        ledger.append(ledger.chain
                .nextRound()
                .attempt(ledger.chain.nextAttempt())
                .program(ledger.program)
                .participantsUnknown(4)
                .abandoned("restarted", ledger.chain.state(), ledger.chain.model())
                .clock(1, 2)
                .build());
        ledger.commit();

        VerificationReport report = verifier(ledger).verify(ledger.write(folder), REPLAY);

        assertThat(report.rounds()).isEqualTo(2);
        assertThat(report.abandoned()).isEqualTo(2);
        assertThat(report.isReplayed()).isTrue();
    }

    @Test
    void verifiesMoreLeavesThanOneTile() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(2, 300);

        VerificationReport report = verifier(ledger).verify(ledger.write(folder), REPLAY);

        assertThat(report.checked().replayed()).isEqualTo(300);
    }

    @Test
    void saysSelfConsistentOnlyWithoutAKey() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);

        VerificationReport report =
                LedgerVerifier.of(TrustAnchor.selfConsistentOnly()).verify(ledger.write(folder), REPLAY);

        assertThat(report.trust()).isEqualTo(TrustLevel.SELF_CONSISTENT_ONLY);
        assertThat(String.join("\n", report.lines())).contains("self-consistent only");
    }

    @Test
    void countsWhatWasNotDisclosed() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 2);
        Path run = ledger.write(folder);
        for (Digest input : ledger.inputs.keySet()) {
            if (ledger.inputs.get(input).length == 16) {
                Files.delete(LedgerFixture.input(run, input));
            }
        }

        VerificationReport report = verifier(ledger).verify(run, PLAIN);

        assertThat(report.undisclosed().updates()).isEqualTo(6);
        assertThat(report.undisclosed().states()).isEqualTo(3);
        assertThat(report.undisclosed().records()).isZero();
        assertThat(report.checked().clientSignatures()).isEqualTo(6);
        assertThat(failure(ledger, run, REPLAY).kind()).isEqualTo(FailureKind.NOT_DISCLOSED);
    }

    @Test
    void saysThatARuleIsUnknown() {
        LedgerFixture ledger =
                LedgerFixture.founded(3, LedgerFixture.program(2, Participation.all(), "acme/unknown/1"));
        ledger.commit();

        assertThat(failure(ledger, ledger.write(folder), REPLAY).kind()).isEqualTo(FailureKind.NOT_REPLAYABLE);
    }

    @Test
    void noticesEveryChangedByteOfEveryFile() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 2);
        Path run = ledger.write(folder);
        for (Path file : files(run)) {
            byte[] original = Files.readAllBytes(file);
            int step = Math.max(1, original.length / SAMPLES);
            for (int at = 0; at < original.length; at += step) {
                byte[] changed = original.clone();
                changed[at] ^= (byte) (1 << (at % 8));
                Files.write(file, changed);
                InvalidProofException withKey = failure(verifier(ledger), run, PLAIN);
                assertThat(withKey).as("%s byte %d", run.relativize(file), at).isNotNull();
            }
            InvalidProofException without = failure(LedgerVerifier.of(TrustAnchor.selfConsistentOnly()), run, PLAIN);
            assertThat(without).as("%s, no key", run.relativize(file)).isNotNull();
            Files.write(file, original);
        }
        assertThat(failure(verifier(ledger), run, PLAIN)).isNull();
    }

    @Test
    void noticesTruncatedAndMissingFiles() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder);
        for (Path file : files(run)) {
            byte[] original = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(original, original.length - 1));
            if (!file.endsWith("log.vkey")) {
                assertThat(failure(verifier(ledger), run, PLAIN)).as("%s", file).isNotNull();
            }
            boolean mayBeMissing = file.startsWith(run.resolve("ledger/inputs")) || file.endsWith("log.vkey");
            Files.delete(file);
            if (!mayBeMissing) {
                assertThat(failure(verifier(ledger), run, PLAIN)).as("%s", file).isNotNull();
            }
            Files.write(file, original);
        }
    }

    @Test
    void checksInputsThatNobodyRefersTo() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder);
        LedgerFixture.put(LedgerFixture.input(run, Digest.of(LedgerFixture.fill(1))), new byte[] {1});

        assertThat(failure(ledger, run, PLAIN).kind()).isEqualTo(FailureKind.INPUT_TAMPERED);
    }

    @Test
    void passesOverWhatACrashLeftBehind() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder);
        Path input = LedgerFixture.input(run, ledger.chain.state());
        Files.write(input.resolveSibling(input.getFileName() + ".4711-3.tmp"), new byte[] {1});

        assertThat(failure(ledger, run, REPLAY)).isNull();
    }

    @Test
    @Tag("long")
    void replaysAThousandRoundsOfTenClients() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(10, 1000);
        Path run = ledger.write(folder);

        VerificationReport report = verifier(ledger).verify(run, REPLAY);

        assertThat(report.checked().replayed()).isEqualTo(1000);
        assertThat(report.checked().clientSignatures()).isEqualTo(10_000);
    }

    @Test
    void noticesSwappedUpdates() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        RecordSet committed = ledger.honestRecords();
        ledger.append(ledger.committed(committed).build());
        Path run = ledger.write(folder);
        List<Path> updates = new ArrayList<>();
        for (ClientRecord record : committed.records()) {
            Digest payload = record.signed().orElseThrow().statement().payload();
            updates.add(LedgerFixture.input(run, payload));
        }
        byte[] first = Files.readAllBytes(updates.get(0));
        Files.write(updates.get(0), Files.readAllBytes(updates.get(1)));
        Files.write(updates.get(1), first);

        assertThat(failure(ledger, run, PLAIN).kind()).isEqualTo(FailureKind.INPUT_TAMPERED);
    }

    @Test
    void noticesALogOfAnotherKey() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder);
        Ed25519Key other = Ed25519Key.fromSeed(LedgerFixture.fill(99));
        VerifierKey trusted = VerifierKey.ed25519(LedgerFixture.ORIGIN, other.publicKey());
        LedgerVerifier verifier = LedgerVerifier.of(TrustAnchor.logKey(trusted));

        assertThat(failure(verifier, run, PLAIN).kind()).isEqualTo(FailureKind.WRONG_LOG_KEY);
        run.resolve("ledger/log.vkey").toFile().delete();
        assertThat(failure(verifier, run, PLAIN).kind()).isEqualTo(FailureKind.WRONG_LOG_KEY);
    }

    @Test
    void noticesARolledBackOrForkedLog() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 3);
        SignedCheckpoint seen = ledger.checkpoint();
        SignedCheckpoint other =
                Checkpoints.sign(LedgerFixture.ORIGIN, 4, Digest.of(LedgerFixture.fill(1)), ledger.logKey);
        LedgerFixture shorter = LedgerFixture.honest(3, 2);
        Path run = shorter.write(folder);

        LedgerVerifier remembers = LedgerVerifier.of(shorter.trust().withSeen(seen));
        LedgerVerifier doubts = LedgerVerifier.of(shorter.trust().withSeen(other));
        LedgerVerifier agrees = LedgerVerifier.of(shorter.trust().withSeen(shorter.checkpoint()));

        assertThat(failure(remembers, run, PLAIN).kind()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED);
        assertThat(failure(doubts, run, PLAIN).kind()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED);
        assertThat(failure(agrees, run, PLAIN)).isNull();
    }

    @Test
    void noticesAnotherCharterAndAnotherCoordinator() {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder);
        TrustAnchor trust = ledger.trust();
        Digest charter = LeafCodec.hash(ledger.leaves.get(0));

        assertThat(failure(LedgerVerifier.of(trust.withCharter(charter)), run, PLAIN))
                .isNull();
        assertThat(failure(LedgerVerifier.of(trust.withCharter(Digest.of(LedgerFixture.fill(1)))), run, PLAIN)
                        .kind())
                .isEqualTo(FailureKind.CHAIN_BROKEN);
        assertThat(failure(LedgerVerifier.of(trust.withCoordinatorKey(Bytes.of(new byte[65]))), run, PLAIN)
                        .kind())
                .isEqualTo(FailureKind.CHAIN_BROKEN);
    }

    @Test
    void saysWhatIsNotALedger() {
        InvalidProofException failure = failure(LedgerVerifier.of(TrustAnchor.selfConsistentOnly()), folder, PLAIN);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(String.join("\n", failure.lines())).contains("What to do").contains("exit code 10");
    }

    @Test
    void provesASingleLeaf() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 2);
        int index = ledger.leaves.size() - 1;
        ProofFile proof = ProofFile.of(
                ledger.leaves.get(index),
                index,
                ledger.tree().inclusion(index).path(),
                ledger.checkpoint().note());
        Path file = folder.resolve("round-2.tlog-proof");
        Files.write(file, proof.bytes().toByteArray());

        LeafReport report = LedgerVerifier.of(ledger.trust().withCoordinatorKey(ledger.coordinator.publicKey()))
                .verifyProof(file);

        assertThat(report.coordinatorChecked()).isTrue();
        assertThat(report.leaf()).isInstanceOf(RoundLeaf.class);
        byte[] original = proof.bytes().toByteArray();
        for (int at = 0; at < original.length; at += 7) {
            byte[] changed = original.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThat(catchThrowableOfType(
                            InvalidProofException.class,
                            () -> LedgerVerifier.of(ledger.trust()).verifyProof(file)))
                    .as("byte %d", at)
                    .isNotNull();
        }
    }

    private static LedgerVerifier verifier(LedgerFixture ledger) {
        return LedgerVerifier.of(ledger.trust());
    }

    private static InvalidProofException failure(LedgerFixture ledger, Path run, VerificationOptions options) {
        return failure(verifier(ledger), run, options);
    }

    private static InvalidProofException failure(LedgerVerifier verifier, Path run, VerificationOptions options) {
        return catchThrowableOfType(InvalidProofException.class, () -> verifier.verify(run, options));
    }

    private static List<Path> files(Path run) throws IOException {
        try (Stream<Path> paths = Files.walk(run)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void saysWhenReplayHasNoRoomAndBlamesNobody() {
        LedgerFixture ledger =
                LedgerFixture.founded(3, LedgerFixture.program(2, Participation.all(), FullDiskReplayer.ID));
        ledger.commit();

        InvalidProofException failure = failure(ledger, ledger.write(folder), REPLAY);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(failure.detail()).contains("No space left on device");
    }
}
