package org.folkmoot.audit.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;

/**
 * Opens a checkpoint under the key that the caller trusts, and under none but that. Where the caller trusts none, the key
 * that lies in the folder shows at least whether the folder agrees with itself.
 */
final class LogKeyCheck {
    private static final String CHECKPOINT = "log/checkpoint";
    private static final String KEY_FILE = "log.vkey";
    private static final int MAX_KEY_FILE_BYTES = 4096;

    private final TrustAnchor anchor;

    LogKeyCheck(TrustAnchor anchor) {
        this.anchor = anchor;
    }

    /** {@return the checkpoint in the note} */
    SignedCheckpoint open(Bytes note, List<Path> keyFiles) throws InvalidProofException {
        List<VerifierKey> keys = anchor.policy().logs();
        for (Path file : keyFiles) {
            VerifierKey claimed = read(file);
            if (!keys.isEmpty() && !keys.contains(claimed)) {
                throw new InvalidProofException(
                        FailureKind.WRONG_LOG_KEY,
                        KEY_FILE,
                        "the folder brings the key " + claimed.encode() + " (expected, "
                                + (anchor.policy().logs().isEmpty() ? "as in its other place: " : "for it is trusted: ")
                                + written(keys) + ")");
            }
            keys = List.of(claimed);
        }
        return keys.isEmpty() ? parse(note) : openUnder(keys, note);
    }

    /** Opens the note under the one of the keys in whose name it is signed. */
    private static SignedCheckpoint openUnder(List<VerifierKey> keys, Bytes note) throws InvalidProofException {
        VerifierKey key = keys.get(0);
        for (VerifierKey one : keys) {
            key = isNamed(note, one) ? one : key;
        }
        try {
            return Checkpoints.open(note, key);
        } catch (MalformedNoteException e) {
            throw malformed(e);
        } catch (InvalidNoteSignatureException e) {
            FailureKind kind = isNamed(note, key) ? FailureKind.BAD_SIGNATURE : FailureKind.WRONG_LOG_KEY;
            throw new InvalidProofException(
                    kind, CHECKPOINT, e.getMessage() + " (expected: signed by " + written(keys) + ")", e);
        }
    }

    private static String written(List<VerifierKey> keys) {
        return keys.stream().map(VerifierKey::encode).collect(Collectors.joining(" or "));
    }

    private static SignedCheckpoint parse(Bytes note) throws InvalidProofException {
        try {
            return Checkpoints.parseUnverified(note);
        } catch (MalformedNoteException e) {
            throw malformed(e);
        }
    }

    private static InvalidProofException malformed(MalformedNoteException e) {
        return new InvalidProofException(FailureKind.MALFORMED, CHECKPOINT, String.valueOf(e.getMessage()), e);
    }

    /** {@return whether a line of the note claims to be the signature of this key} */
    private static boolean isNamed(Bytes note, VerifierKey key) throws InvalidProofException {
        try {
            return SignedNote.parse(note).isSignedInNameOf(key);
        } catch (MalformedNoteException e) {
            throw malformed(e);
        }
    }

    private static VerifierKey read(Path file) throws InvalidProofException {
        try {
            String text = Bytes.of(CappedFile.read(file, MAX_KEY_FILE_BYTES)).utf8();
            String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            return VerifierKey.parse(line).requireLog();
        } catch (FileTooLargeException e) {
            throw new InvalidProofException(FailureKind.MALFORMED, KEY_FILE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidProofException(FailureKind.UNREADABLE, KEY_FILE, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidProofException(FailureKind.MALFORMED, KEY_FILE, String.valueOf(e.getMessage()), e);
        }
    }
}
