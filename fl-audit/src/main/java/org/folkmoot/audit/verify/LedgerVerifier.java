package org.folkmoot.audit.verify;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;

/**
 * Checks a ledger offline, from its files and what the caller knows from elsewhere.
 *
 * <p>Guarantees: fails closed, with the first thing found wrong in the order of the log; an answer means that all of the
 * following holds for everything that was disclosed: the checkpoint is signed by the trusted key and extends those seen
 * before; every tile and leaf is the one it commits to; every leaf is signed by the coordinator and may stand where it
 * stands; the clients of each attempt are those that the charter's seed draws; each contribution that counts was signed
 * by a registered client for this attempt, program and model, on a checkpoint of this log; every input file is what its
 * name says; the released model is the one that the log names. With replay also: these inputs give these models.
 *
 * <p>Somebody may write the log meanwhile: what is verified is the log at the checkpoint that was there first. What was
 * added since is not part of the answer, and the report says that there is more.
 *
 * <p>It does not show that inputs were honest, times right or measurements taken.
 *
 * <p>Cost: one signature per leaf and per contribution, the latter on all processors; memory O(model), O(log n) of
 * leaves, and 32 bytes per input file. Immutable, safe for several threads.
 */
public final class LedgerVerifier {
    private static final int MAX_PROOF_BYTES = 1 << 18;
    private static final int MAX_TRIES = 5;

    private final TrustAnchor anchor;

    private LedgerVerifier(TrustAnchor anchor) {
        this.anchor = anchor;
    }

    /** {@return a verifier that rests upon what the caller knows} */
    public static LedgerVerifier of(TrustAnchor anchor) {
        return new LedgerVerifier(requireNonNull(anchor, "anchor"));
    }

    /**
     * {@return what holds}
     *
     * @param folder a run folder (with {@code ledger/}), a ledger folder (with {@code log/}) or a bare log folder
     * @param options how far to check
     * @throws InvalidProofException if something does not hold
     */
    public VerificationReport verify(Path folder, VerificationOptions options) throws InvalidProofException {
        return verify(folder, options, VerificationProgress.none());
    }

    /** {@return what holds, as {@link #verify(Path, VerificationOptions)} does} Tells how far it is. */
    public VerificationReport verify(Path folder, VerificationOptions options, VerificationProgress progress)
            throws InvalidProofException {
        LedgerFolder ledger = LedgerFolder.locate(folder);
        LogSource log = LogSource.open(ledger.log());
        for (int tries = 1; ; tries++) {
            Bytes note = log.checkpointNote();
            try {
                return verify(ledger, log, note, new LedgerWalk.Manner(anchor, options, progress));
            } catch (InvalidProofException e) {
                boolean moved = e.where().startsWith(LogSource.WHERE)
                        && !log.checkpointNote().equals(note);
                if (!moved || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Verifies the log as it was at this checkpoint, whatever a writer adds meanwhile. */
    private VerificationReport verify(LedgerFolder ledger, LogSource log, Bytes note, LedgerWalk.Manner manner)
            throws InvalidProofException {
        SignedCheckpoint checkpoint = new LogKeyCheck(anchor).open(note, ledger.logKeyFiles());
        Witnesses witnesses = new WitnessCheck(anchor.policy()).count(note);
        boolean longer = log.checkTree(checkpoint);
        return LedgerWalk.run(manner, ledger, log, new Snapshot(checkpoint, witnesses, longer));
    }

    /**
     * {@return what holds of a single leaf}
     *
     * @param proofFile a file in the format of {@link ProofFile}, with the leaf inside
     * @throws InvalidProofException if something does not hold
     */
    public LeafReport verifyProof(Path proofFile) throws InvalidProofException {
        try {
            ProofFile proof = ProofFile.parse(Bytes.of(CappedFile.read(proofFile, MAX_PROOF_BYTES)));
            return verifyProof(proof);
        } catch (FileTooLargeException e) {
            throw new InvalidProofException(
                    FailureKind.MALFORMED, proofFile.toString(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE, proofFile.toString(), String.valueOf(e.getMessage()), e);
        } catch (MalformedProofException e) {
            throw new InvalidProofException(
                    FailureKind.MALFORMED, proofFile.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * {@return what holds of a single leaf}
     *
     * @param proof the proof, with the leaf inside
     * @throws InvalidProofException if something does not hold
     */
    public LeafReport verifyProof(ProofFile proof) throws InvalidProofException {
        return new LeafProofCheck(anchor).run(proof);
    }
}
