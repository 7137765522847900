package org.folkmoot.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.policy.MalformedPolicyException;
import org.folkmoot.audit.policy.TrustPolicy;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.core.storage.CappedFile;
import org.folkmoot.core.storage.FileTooLargeException;

/** What the user brings from elsewhere to check a ledger by, read from the files that hold it. Immutable. */
final class TrustFiles {
    private static final int MAX_KEY_BYTES = 4096;
    private static final int COORDINATOR_KEY_BYTES = 65;

    private final List<VerifierKey> logKeys;
    private final TrustAnchor anchor;

    private TrustFiles(List<VerifierKey> logKeys, TrustAnchor anchor) {
        this.logKeys = List.copyOf(logKeys);
        this.anchor = anchor;
    }

    /**
     * {@return trust in the log's key, if the user brought one}
     *
     * @param keyOrFile the key as text, or the file with it
     */
    static TrustFiles of(Optional<String> keyOrFile) throws InvalidProofException {
        if (keyOrFile.isEmpty()) {
            return new TrustFiles(List.of(), TrustAnchor.selfConsistentOnly());
        }
        VerifierKey key = key(keyOrFile.get(), "--log-key");
        try {
            return new TrustFiles(List.of(key), TrustAnchor.logKey(key));
        } catch (IllegalArgumentException e) {
            throw Failures.malformed("--log-key", e);
        }
    }

    TrustFiles withWitnesses(int required, List<String> keysOrFiles) throws InvalidProofException {
        List<VerifierKey> keys = new ArrayList<>();
        for (String keyOrFile : keysOrFiles) {
            keys.add(key(keyOrFile, "--witness-key"));
        }
        try {
            return new TrustFiles(logKeys, anchor.withWitnesses(required, keys));
        } catch (IllegalArgumentException e) {
            throw Failures.malformed("--witness-key", e);
        }
    }

    /** {@return this trust, in the logs of the policy in the file and in the witnesses that it asks for} */
    TrustFiles withPolicy(Path file) throws InvalidProofException {
        try {
            TrustPolicy policy = TrustPolicy.parse(Bytes.of(read(file, TrustPolicy.MAX_BYTES)));
            TrustAnchor both = anchor.withPolicy(policy);
            return new TrustFiles(logKeys.isEmpty() ? policy.logs() : logKeys, both);
        } catch (MalformedPolicyException | IllegalArgumentException e) {
            throw Failures.malformed(file.toString(), e);
        }
    }

    /** {@return whether the user said which log it has to be} */
    boolean namesLog() {
        return !logKeys.isEmpty();
    }

    TrustFiles withSeen(List<Path> files) throws InvalidProofException {
        TrustAnchor more = anchor;
        for (Path file : files) {
            more = more.withSeen(open(Bytes.of(read(file, SignedNote.MAX_BYTES)), file.toString()));
        }
        return new TrustFiles(logKeys, more);
    }

    TrustFiles withCharter(Path file) throws InvalidProofException {
        CharterFile charter = CharterFile.read(file, logOnly());
        return new TrustFiles(logKeys, anchor.withCharter(charter.hash()).withCoordinatorKey(charter.coordinatorKey()));
    }

    TrustFiles withCoordinatorKey(String hexOrFile) throws InvalidProofException {
        String hex = hexOrFile;
        if (!isHex(hex)) {
            hex = text(path(hexOrFile, "--coordinator-key"));
        }
        try {
            Bytes key = Bytes.parseHex(hex);
            if (key.size() != COORDINATOR_KEY_BYTES) {
                throw new IllegalArgumentException(key.size() + " bytes (expected: " + COORDINATOR_KEY_BYTES + ")");
            }
            return new TrustFiles(logKeys, anchor.withCoordinatorKey(key));
        } catch (IllegalArgumentException e) {
            throw Failures.malformed("--coordinator-key", e);
        }
    }

    private static boolean isHex(String text) {
        return text.matches("[0-9a-f]{" + 2 * COORDINATOR_KEY_BYTES + "}");
    }

    /** {@return whether this is the key itself, and no file} */
    static boolean isKeyText(String keyOrFile) {
        return keyOrFile.matches("[^+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+");
    }

    /** {@return the log's key that this is, or that is in this file} */
    static VerifierKey logKey(String keyOrFile) throws InvalidProofException {
        VerifierKey key = key(keyOrFile, "--log-key");
        try {
            key.requireLog();
            return key;
        } catch (IllegalArgumentException e) {
            throw Failures.malformed("--log-key", e);
        }
    }

    private static VerifierKey key(String keyOrFile, String option) throws InvalidProofException {
        boolean isText = isKeyText(keyOrFile);
        String text = isText ? keyOrFile : text(path(keyOrFile, option));
        try {
            return VerifierKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failures.malformed(isText ? option : keyOrFile, e);
        }
    }

    private static Path path(String file, String option) throws InvalidProofException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw Failures.malformed(option, e);
        }
    }

    /** {@return what a verifier rests upon} */
    TrustAnchor anchor() {
        return anchor;
    }

    /** {@return trust in the log alone, without witnesses: the charter may be older than they are} */
    private TrustAnchor logOnly() {
        return TrustAnchor.selfConsistentOnly().withPolicy(TrustPolicy.ofLogs(logKeys));
    }

    /** {@return the checkpoint in the note; signed by a log's key, if the user brought one} */
    private SignedCheckpoint open(Bytes note, String where) throws InvalidProofException {
        try {
            SignedCheckpoint claimed = Checkpoints.parseUnverified(note);
            if (logKeys.isEmpty()) {
                return claimed;
            }
            VerifierKey key = logKeys.stream()
                    .filter(one -> one.name().equals(claimed.origin()))
                    .findFirst()
                    .orElse(logKeys.get(0));
            return Checkpoints.open(note, key);
        } catch (MalformedNoteException e) {
            throw Failures.malformed(where, e);
        } catch (InvalidNoteSignatureException e) {
            throw new InvalidProofException(FailureKind.WRONG_LOG_KEY, where, String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(Path file) throws InvalidProofException {
        return new String(read(file, MAX_KEY_BYTES), StandardCharsets.UTF_8).strip();
    }

    static byte[] read(Path file, int maxBytes) throws InvalidProofException {
        try {
            return CappedFile.read(file, maxBytes);
        } catch (FileTooLargeException e) {
            throw Failures.malformed(file.toString(), e);
        } catch (IOException e) {
            throw Failures.unreadable(file, e);
        }
    }
}
