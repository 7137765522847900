package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.core.merkle.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks of {@code docs/spec/attacks.md} that are not part of some other test. */
class AttacksTest {
    @TempDir
    private Path folder;

    @Test
    void aForkShownToOneClientIsFoundInTheRecordsThoughItWasHealed() {
        LedgerFixture shown = LedgerFixture.honest(4, 1);
        shown.commit();
        shown.leaves.set(shown.leaves.size() - 1, shown.leaves.get(1));
        MerkleTree fork = shown.tree();
        LedgerFixture ledger = LedgerFixture.honest(4, 2);

        ClientStatement honest =
                ledger.honestRecords().record(1).signed().orElseThrow().statement();
        commitWith(ledger, statement(honest, honest.program(), fork.size(), fork.root()));
        ledger.commit();

        assertThat(failure(ledger).kind()).isEqualTo(FailureKind.ROLLED_BACK_OR_FORKED);
    }

    @Test
    void parametersSwappedAfterAClientSignedAreFound() {
        LedgerFixture ledger = LedgerFixture.honest(4, 1);
        ClientStatement honest =
                ledger.honestRecords().record(1).signed().orElseThrow().statement();
        Digest other = Digest.of(LedgerFixture.fill(9));

        commitWith(ledger, statement(honest, other, honest.seenCheckpointSize(), honest.seenCheckpointRoot()));

        assertThat(failure(ledger).kind()).isEqualTo(FailureKind.RECORDS_TAMPERED);
    }

    @Test
    void noLeafCanBeDatedBack() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 5);
        int last = ledger.leaves.size() - 1;
        LedgerVerifier verifier = LedgerVerifier.of(ledger.trust());
        verifier.verifyProof(proof(ledger, last, last));

        for (int earlier = 0; earlier < last; earlier++) {
            ProofFile claim = proof(ledger, last, earlier);
            assertThatThrownBy(() -> verifier.verifyProof(claim)).isInstanceOf(InvalidProofException.class);
        }
    }

    @Test
    void whatIsLeftWhenAParticipantIsErasedStillVerifies() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 2);
        Path run = ledger.write(folder);
        String pseudonym = ledger.chain.registry().member(1).pseudonym().hex();
        for (Digest input : ledger.inputs.keySet()) {
            String content = new String(ledger.inputs.get(input), StandardCharsets.ISO_8859_1);
            if (content.contains(pseudonym) || ledger.inputs.get(input).length == 16) {
                Files.delete(LedgerFixture.input(run, input));
            }
        }

        VerificationReport report = LedgerVerifier.of(ledger.trust()).verify(run, VerificationOptions.withoutReplay());

        assertThat(report.undisclosed().records()).isEqualTo(2);
        assertThat(report.size()).isEqualTo(ledger.leaves.size());
    }

    @Test
    void noLeafIsLongerThanAnEntryTileCanSay() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder, LedgerFixture.ORIGIN)) {
            log.append(Bytes.of(new byte[65_535]));

            assertThatIllegalArgumentException().isThrownBy(() -> log.append(Bytes.of(new byte[65_536])));
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(Bytes.of(new byte[0])));
            assertThat(log.size()).isEqualTo(1);
            assertThat(log.leaf(0).size()).isEqualTo(65_535);
        }
    }

    @Test
    void manySignaturesNeitherHideTheLogsNorGrowWithoutEnd() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(2, 1);
        Path checkpoint = ledger.write(folder).resolve("ledger/log/checkpoint");
        SignedNote note = SignedNote.parse(ledger.checkpoint().note());
        StringBuilder text = new StringBuilder(ledger.checkpoint().note().utf8());
        List<VerifierKey> witnesses = new ArrayList<>();
        for (int i = 0; i < SignedNote.MAX_SIGNATURES - 1; i++) {
            Ed25519Key secret =
                    Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) i}).bytes());
            witnesses.add(VerifierKey.cosigner("example.org/w" + i, secret.publicKey()));
            text.append(Cosignatures.sign(note, "example.org/w" + i, secret, Instant.EPOCH));
        }
        Files.writeString(checkpoint, text);

        VerificationReport report = LedgerVerifier.of(ledger.trust().withWitnesses(99, witnesses))
                .verify(folder, VerificationOptions.withoutReplay());
        String oneMore = text + Cosignatures.sign(note, "example.org/x", ledger.logKey, Instant.EPOCH);

        assertThat(report.witnesses().counted()).hasSize(99);
        assertThatThrownBy(() -> SignedNote.parse(Bytes.utf8(oneMore))).isInstanceOf(MalformedNoteException.class);
    }

    private static ProofFile proof(LedgerFixture ledger, int leaf, int index) {
        return ProofFile.of(
                ledger.leaves.get(leaf),
                index,
                ledger.tree().inclusion(leaf).path(),
                ledger.checkpoint().note());
    }

    /** Commits a round in which one client has signed this. */
    private static void commitWith(LedgerFixture ledger, ClientStatement signed) {
        List<ClientRecord> records = new ArrayList<>(ledger.honestRecords().records());
        records.set(1, ClientRecord.included(ledger.sign(signed), ledger.salt()));
        ledger.append(ledger.committed(RecordSet.of(records)).build());
    }

    private static ClientStatement statement(ClientStatement of, Digest program, long seenSize, Digest seenRoot) {
        return new ClientStatement(
                of.federation(),
                of.attempt(),
                of.pseudonym(),
                of.baseModel(),
                program,
                of.consent(),
                seenSize,
                seenRoot,
                of.examples(),
                of.payload(),
                of.fingerprint());
    }

    private InvalidProofException failure(LedgerFixture ledger) {
        Path run = ledger.write(folder);
        return catchThrowableOfType(
                InvalidProofException.class,
                () -> LedgerVerifier.of(ledger.trust()).verify(run, VerificationOptions.withoutReplay()));
    }
}
