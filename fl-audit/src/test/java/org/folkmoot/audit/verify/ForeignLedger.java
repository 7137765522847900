package org.folkmoot.audit.verify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.ProofFile;

/** The log of a federation, written by the log's own writer and cosigned by a witness, for verifiers of others. */
final class ForeignLedger {
    private static final int ROUNDS = 258;
    private static final Ed25519Key WITNESS_SECRET = Ed25519Key.fromSeed(LedgerFixture.fill(60));
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    final LedgerFixture fixture = LedgerFixture.honest(2, ROUNDS);
    final VerifierKey witness = VerifierKey.cosigner("example.org/witness", WITNESS_SECRET.publicKey());
    final Path folder;
    final VerifierKey logKey;
    final SignedCheckpoint checkpoint;
    private final List<Digest> lastPath;

    private ForeignLedger(Path folder) throws Exception {
        this.folder = folder;
        try (TransparencyLog log = TransparencyLog.open(folder, LedgerFixture.ORIGIN)) {
            for (Bytes leaf : fixture.leaves) {
                log.append(leaf);
            }
            SignedNote note = SignedNote.parse(log.checkpoint().note());
            String line = Cosignatures.sign(note, witness.name(), WITNESS_SECRET, TIME);
            log.publishCosignature(log.checkpoint(), witness, line);
            logKey = log.logKey();
            checkpoint = log.checkpoint();
            lastPath = log.inclusionPath(fixture.leaves.size() - 1, fixture.leaves.size());
        }
    }

    static ForeignLedger write(Path folder) throws Exception {
        return new ForeignLedger(folder);
    }

    /** {@return the folder that a web server would serve} */
    Path published() {
        return folder.resolve("log");
    }

    /** {@return the proof of the last leaf} */
    ProofFile proof() {
        int last = fixture.leaves.size() - 1;
        return ProofFile.of(fixture.leaves.get(last), last, lastPath, checkpoint.note());
    }

    TrustAnchor trust() {
        return TrustAnchor.logKey(logKey).withWitnesses(1, List.of(witness));
    }
}
