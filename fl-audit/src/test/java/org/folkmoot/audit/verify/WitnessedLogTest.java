package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.policy.TrustPolicy;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.core.json.Jcs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessedLogTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private final LedgerFixture ledger = LedgerFixture.honest(3, 1);
    private final List<Ed25519Key> secrets = new ArrayList<>();
    private final List<VerifierKey> keys = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path checkpoint;

    @BeforeEach
    void write() {
        checkpoint = ledger.write(folder).resolve("ledger/log/checkpoint");
        for (int i = 0; i < 3; i++) {
            secrets.add(Ed25519Key.fromSeed(LedgerFixture.fill(40 + i)));
            keys.add(VerifierKey.cosigner("example.org/w" + i, secrets.get(i).publicKey()));
        }
    }

    @Test
    void countsEnoughWitnessesAndSaysWhich() throws Exception {
        add(cosignature(0), cosignature(2));

        VerificationReport report = verify(2);

        assertThat(report.witnesses().counted())
                .extracting(Witnesses.Cosigned::name)
                .containsExactly("example.org/w0", "example.org/w2");
        assertThat(report.witnesses().counted().get(0).time()).isEqualTo(TIME);
        assertThat(String.join("\n", report.lines())).contains("2 of the 3 witnesses", "example.org/w2");
        assertThat(Bytes.of(Jcs.encode(report.toJson())).utf8()).contains("\"required\":2");
        assertThat(failure(3).kind()).isEqualTo(FailureKind.TOO_FEW_WITNESSES);
        assertThat(failure(3).detail()).contains("example.org/w1");
    }

    @Test
    void countsNobodyTwice() throws Exception {
        String later = Cosignatures.sign(note(), keys.get(0).name(), secrets.get(0), TIME.plusSeconds(9));
        String otherName = Cosignatures.sign(note(), "example.org/other", secrets.get(0), TIME);
        add(cosignature(0), later, otherName);

        assertThat(failure(2).kind()).isEqualTo(FailureKind.TOO_FEW_WITNESSES);
        assertThat(verify(1).witnesses().counted()).hasSize(1);
    }

    @Test
    void passesOverLinesOfKeysThatItDoesNotKnow() throws Exception {
        byte[] strange = new byte[2500];
        strange[0] = 6;
        add(
                cosignature(1),
                "— example.org/unknown " + Base64.getEncoder().encodeToString(strange) + "\n",
                "— " + LedgerFixture.ORIGIN + " " + Base64.getEncoder().encodeToString(strange) + "\n");

        assertThat(verify(1).witnesses().counted()).hasSize(1);
        assertThat(LedgerVerifier.of(ledger.trust())
                        .verify(folder, VerificationOptions.withReplay())
                        .witnesses()
                        .trusted())
                .isZero();
    }

    @Test
    void refusesABadCosignatureInATrustedName() throws Exception {
        LedgerFixture other = LedgerFixture.honest(3, 2);
        SignedNote otherNote = SignedNote.parse(other.checkpoint().note());
        add(cosignature(0), Cosignatures.sign(otherNote, keys.get(1).name(), secrets.get(1), TIME));

        assertThat(failure(1).kind()).isEqualTo(FailureKind.BAD_SIGNATURE);
    }

    @Test
    void asksTheSameOfASingleProof() throws Exception {
        add(cosignature(0));
        int last = ledger.leaves.size() - 1;
        ProofFile proof = ProofFile.of(
                ledger.leaves.get(last),
                last,
                ledger.tree().inclusion(last).path(),
                Bytes.of(Files.readAllBytes(checkpoint)));

        LeafReport report =
                LedgerVerifier.of(ledger.trust().withWitnesses(1, keys)).verifyProof(proof);
        InvalidProofException failure = catchThrowableOfType(
                InvalidProofException.class,
                () -> LedgerVerifier.of(ledger.trust().withWitnesses(2, keys)).verifyProof(proof));

        assertThat(report.lines()).anyMatch(line -> line.contains("example.org/w0"));
        assertThat(failure.kind()).isEqualTo(FailureKind.TOO_FEW_WITNESSES);
    }

    @Test
    void nestedQuorumsStopCollusionBelowThemAndNotAtThem() throws Exception {
        TrustPolicy policy = policy("group pair 2 w0 w1\ngroup both all pair w2\nquorum both\n");
        add(cosignature(0), cosignature(1));
        InvalidProofException below = catchThrowableOfType(InvalidProofException.class, () -> verify(policy));
        add(cosignature(2));

        VerificationReport at = verify(policy);

        assertThat(below.kind()).isEqualTo(FailureKind.TOO_FEW_WITNESSES);
        assertThat(below.detail()).contains("2 of (2 of (example.org/w0, example.org/w1), example.org/w2)");
        assertThat(at.witnesses().counted()).hasSize(3);
        assertThat(at.trust()).isEqualTo(TrustLevel.LOG_KEY);
        assertThat(String.join("\n", at.lines())).contains("required: 2 of (2 of (");
    }

    @Test
    void twoHistoriesNeedAQuorumOfWitnessesThatSignBoth() throws Exception {
        TrustPolicy policy = policy("group most 2 w0 w1 w2\nquorum most\n");
        add(cosignature(0), cosignature(1));
        verify(policy);
        LedgerFixture fork = LedgerFixture.honest(3, 2);
        Path forked = fork.write(folder.resolve("forked")).resolve("ledger/log/checkpoint");
        SignedNote note = SignedNote.parse(Bytes.of(Files.readAllBytes(forked)));

        Files.writeString(forked, Files.readString(forked) + cosignature(note, 2));
        InvalidProofException below =
                catchThrowableOfType(InvalidProofException.class, () -> verify(policy, folder.resolve("forked")));
        Files.writeString(forked, Files.readString(forked) + cosignature(note, 1));
        VerificationReport colluded = verify(policy, folder.resolve("forked"));

        assertThat(below.kind()).isEqualTo(FailureKind.TOO_FEW_WITNESSES);
        assertThat(colluded.witnesses().counted()).hasSize(2);
    }

    @Test
    void thePolicyNamesTheLogs() throws Exception {
        String others = "log "
                + VerifierKey.ed25519("example.org/other", keys.get(0).publicKey())
                        .encode() + "\n";
        TrustPolicy either =
                TrustPolicy.parse(Bytes.utf8(others + "log " + ledger.vkey().encode() + "\nquorum none\n"));
        TrustPolicy other = TrustPolicy.parse(Bytes.utf8(others + "quorum none\n"));

        assertThat(verify(either).trust()).isEqualTo(TrustLevel.LOG_KEY);
        assertThat(catchThrowableOfType(InvalidProofException.class, () -> verify(other))
                        .kind())
                .isEqualTo(FailureKind.WRONG_LOG_KEY);
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.trust().withPolicy(other));
    }

    @Test
    void keepsTheRolesOfKeysApart() {
        VerifierKey log = ledger.vkey();
        VerifierKey logAsWitness = VerifierKey.cosigner("example.org/w", log.publicKey());
        VerifierKey twice =
                VerifierKey.cosigner("example.org/alias", keys.get(0).publicKey());

        assertThatIllegalArgumentException().isThrownBy(() -> TrustAnchor.logKey(keys.get(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.trust().withWitnesses(1, List.of(log)));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.trust().withWitnesses(1, List.of(logAsWitness)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.trust().withWitnesses(2, List.of(keys.get(0), twice)));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.trust().withWitnesses(4, keys));
    }

    private TrustPolicy policy(String rule) throws Exception {
        StringBuilder text = new StringBuilder("log " + ledger.vkey().encode() + "\n");
        for (int i = 0; i < keys.size(); i++) {
            text.append("witness w" + i + " " + keys.get(i).encode() + "\n");
        }
        return TrustPolicy.parse(Bytes.utf8(text + rule));
    }

    private VerificationReport verify(TrustPolicy policy) throws InvalidProofException {
        return verify(policy, folder);
    }

    private static VerificationReport verify(TrustPolicy policy, Path folder) throws InvalidProofException {
        return LedgerVerifier.of(TrustAnchor.selfConsistentOnly().withPolicy(policy))
                .verify(folder, VerificationOptions.withoutReplay());
    }

    private String cosignature(int witness) throws Exception {
        return cosignature(note(), witness);
    }

    private String cosignature(SignedNote note, int witness) {
        return Cosignatures.sign(note, keys.get(witness).name(), secrets.get(witness), TIME);
    }

    private SignedNote note() throws Exception {
        return SignedNote.parse(Bytes.of(Files.readAllBytes(checkpoint)));
    }

    private void add(String... lines) throws IOException {
        Files.writeString(checkpoint, Files.readString(checkpoint) + String.join("", lines));
    }

    private VerificationReport verify(int required) throws InvalidProofException {
        return LedgerVerifier.of(ledger.trust().withWitnesses(required, keys))
                .verify(folder, VerificationOptions.withoutReplay());
    }

    private InvalidProofException failure(int required) {
        return catchThrowableOfType(InvalidProofException.class, () -> verify(required));
    }
}
