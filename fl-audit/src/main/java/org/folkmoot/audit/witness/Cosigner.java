package org.folkmoot.audit.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.storage.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a witness cosigns, and remembers it durably before it says so.
 *
 * <p>Source: C2SP tlog-witness; the checks are made in the order in which they stand there.
 */
final class Cosigner {
    private final WitnessSetup setup;
    private final Clock clock;
    private final Map<String, VerifierKey> logs = new HashMap<>();
    private final Map<String, SignedCheckpoint> latest = new HashMap<>();

    private Cosigner(WitnessSetup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
        setup.logs().forEach(log -> logs.put(log.name(), log));
    }

    /** {@return the witness as it was when it last answered}; refuses a state that it cannot read. */
    static Cosigner load(WitnessSetup setup, Clock clock) throws IOException {
        Cosigner cosigner = new Cosigner(setup, clock);
        for (VerifierKey log : setup.logs()) {
            Path file = cosigner.stateFile(log.name());
            if (Files.exists(file)) {
                cosigner.latest.put(log.name(), cosigner.read(file, log));
            }
        }
        return cosigner;
    }

    private SignedCheckpoint read(Path file, VerifierKey log) throws IOException {
        try {
            return Checkpoints.open(Bytes.of(Files.readAllBytes(file)), log);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new IOException("witness state " + file + ": no checkpoint of " + log.name(), e);
        }
    }

    private Path stateFile(String origin) {
        return setup.state().resolve(Bytes.utf8(origin).sha256().hex() + ".note");
    }

    synchronized WitnessReply answer(byte[] body) {
        try {
            return answer(AddCheckpoint.parse(body));
        } catch (MalformedRequestException e) {
            return WitnessReply.of(WitnessReply.MALFORMED, e.getMessage() + "");
        } catch (IOException e) {
            return WitnessReply.of(WitnessReply.STATE_NOT_KEPT, "state could not be kept");
        }
    }

    private WitnessReply answer(AddCheckpoint request) throws IOException {
        SignedCheckpoint checkpoint;
        try {
            VerifierKey log =
                    logs.get(Checkpoints.parseUnverified(request.note()).origin());
            if (log == null) {
                return WitnessReply.of(WitnessReply.UNKNOWN_LOG, "unknown log");
            }
            checkpoint = Checkpoints.open(request.note(), log);
        } catch (MalformedNoteException e) {
            return WitnessReply.of(WitnessReply.MALFORMED, e.getMessage() + "");
        } catch (InvalidNoteSignatureException e) {
            return WitnessReply.of(WitnessReply.BAD_SIGNATURE, "no signature of the log's key");
        }
        if (request.oldSize() > checkpoint.size()) {
            return WitnessReply.of(WitnessReply.MALFORMED, "old size beyond the checkpoint");
        }
        return extend(request, checkpoint);
    }

    private WitnessReply extend(AddCheckpoint request, SignedCheckpoint checkpoint) throws IOException {
        SignedCheckpoint last = latest.get(checkpoint.origin());
        long lastSize = last == null ? 0 : last.size();
        boolean otherRoot =
                last != null && checkpoint.size() == lastSize && !last.root().equals(checkpoint.root());
        if (request.oldSize() != lastSize || otherRoot) {
            return WitnessReply.of(WitnessReply.CONFLICT, Long.toString(lastSize));
        }
        try {
            requireExtends(last, lastSize, request, checkpoint);
        } catch (InvalidMerkleProofException e) {
            return WitnessReply.of(WitnessReply.BAD_PROOF, e.getMessage() + "");
        }
        DurableFiles.write(stateFile(checkpoint.origin()), checkpoint.note().toByteArray());
        latest.put(checkpoint.origin(), checkpoint);
        return new WitnessReply(WitnessReply.COSIGNED, cosignature(checkpoint));
    }

    /** Every tree extends the empty one, and the path that says so is empty. */
    private static void requireExtends(
            @Nullable SignedCheckpoint last, long lastSize, AddCheckpoint request, SignedCheckpoint checkpoint)
            throws InvalidMerkleProofException {
        if (last != null && lastSize > 0) {
            new ConsistencyProof(lastSize, checkpoint.size(), request.consistency())
                    .verify(last.root(), checkpoint.root());
        } else if (!request.consistency().isEmpty()) {
            throw new InvalidMerkleProofException(
                    "path: " + request.consistency().size() + " hashes from size 0 (expected: 0)");
        }
    }

    private String cosignature(SignedCheckpoint checkpoint) {
        try {
            return Cosignatures.sign(SignedNote.parse(checkpoint.note()), setup.name(), setup.key(), clock.instant());
        } catch (MalformedNoteException e) {
            throw new AssertionError("the note was parsed before", e);
        }
    }
}
