package org.folkmoot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.TrustAnchor;

/** What the user brings from elsewhere to check a ledger by: the log's key, and checkpoints seen before. */
final class TrustFiles {
    private static final int MAX_KEY_BYTES = 4096;

    private final Optional<VerifierKey> logKey;
    private final List<Path> seen;

    private TrustFiles(Optional<VerifierKey> logKey, List<Path> seen) {
        this.logKey = logKey;
        this.seen = seen;
    }

    /**
     * {@return the user's trust}
     *
     * @param keyOrFile the key as text, or the file with it
     * @param seen files with checkpoint notes
     */
    static TrustFiles of(Optional<String> keyOrFile, List<Path> seen) throws InvalidProofException {
        return new TrustFiles(
                keyOrFile.isPresent() ? Optional.of(logKey(keyOrFile.get())) : Optional.empty(), List.copyOf(seen));
    }

    /** {@return whether this is the key itself, and no file} */
    static boolean isKeyText(String keyOrFile) {
        return keyOrFile.matches("[^+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");
    }

    private static VerifierKey logKey(String keyOrFile) throws InvalidProofException {
        if (isKeyText(keyOrFile)) {
            return parse(keyOrFile, "--log-key");
        }
        byte[] content = read(path(keyOrFile), MAX_KEY_BYTES);
        return parse(new String(content, StandardCharsets.UTF_8).strip(), keyOrFile);
    }

    private static Path path(String file) throws InvalidProofException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw Failures.malformed("--log-key", e);
        }
    }

    private static VerifierKey parse(String text, String where) throws InvalidProofException {
        try {
            return VerifierKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failures.malformed(where, e);
        }
    }

    /** {@return what a verifier rests upon} */
    TrustAnchor anchor() throws InvalidProofException {
        TrustAnchor anchor = logKey.map(TrustAnchor::logKey).orElseGet(TrustAnchor::selfConsistentOnly);
        for (Path file : seen) {
            anchor = anchor.withSeen(open(Bytes.of(read(file, SignedNote.MAX_BYTES)), file.toString()));
        }
        return anchor;
    }

    /** {@return the checkpoint in the note; signed by the log's key, if the user brought it} */
    SignedCheckpoint open(Bytes note, String where) throws InvalidProofException {
        try {
            return logKey.isPresent() ? Checkpoints.open(note, logKey.get()) : Checkpoints.parseUnverified(note);
        } catch (MalformedNoteException e) {
            throw Failures.malformed(where, e);
        } catch (InvalidNoteSignatureException e) {
            throw new InvalidProofException(FailureKind.WRONG_LOG_KEY, where, String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] read(Path file, int maxBytes) throws InvalidProofException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new InvalidProofException(
                        FailureKind.MALFORMED, file.toString(), "larger than " + maxBytes + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }
}
