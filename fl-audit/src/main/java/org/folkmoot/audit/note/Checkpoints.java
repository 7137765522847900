package org.folkmoot.audit.note;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * Signs and opens what a log says of itself: its name, its size, its root.
 *
 * <p>Guarantees: {@link #open} returns only what the log's key signed under the log's name. A signed checkpoint may still
 * contradict another one of the same log; that is found by comparing them, not here.
 *
 * <p>Source: C2SP tlog-checkpoint. Sizes are below 2^63; extension lines are kept in the note and not interpreted.
 */
public final class Checkpoints {
    private static final int HEAD_LINES = 3;
    private static final int MAX_SIZE_DIGITS = 19;

    private Checkpoints() {}

    /** {@return the checkpoint of a log with this origin, size and root, signed by the log's key} */
    public static SignedCheckpoint sign(String origin, long size, Digest root, Ed25519Key key) {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: >= 0)");
        }
        String text = origin + "\n" + size + "\n" + Base64Text.encode(root.bytes()) + "\n";
        return new SignedCheckpoint(origin, size, root, Notes.sign(text, origin, key));
    }

    /**
     * {@return the checkpoint in the note, signed by this key in the name that the key has}
     *
     * @param logKey the key of a log; a witness's key is none, whoever holds it
     * @throws MalformedNoteException if the bytes are no checkpoint
     * @throws InvalidNoteSignatureException if it is not the log's
     */
    public static SignedCheckpoint open(Bytes note, VerifierKey logKey)
            throws MalformedNoteException, InvalidNoteSignatureException {
        logKey.requireLog();
        SignedNote signed = SignedNote.parse(note);
        signed.verify(logKey);
        SignedCheckpoint checkpoint = read(signed);
        if (!checkpoint.origin().equals(logKey.name())) {
            throw new InvalidNoteSignatureException(
                    "checkpoint: origin " + checkpoint.origin() + " (expected: " + logKey.name() + ")");
        }
        return checkpoint;
    }

    /**
     * {@return the checkpoint that the note claims to be, by whomever}
     *
     * @throws MalformedNoteException if the bytes are no checkpoint
     */
    public static SignedCheckpoint parseUnverified(Bytes note) throws MalformedNoteException {
        return read(SignedNote.parse(note));
    }

    /** {@return the checkpoint with these signature lines added to its note, such as a witness's} */
    public static SignedCheckpoint withSignatures(SignedCheckpoint checkpoint, String lines)
            throws MalformedNoteException {
        return read(SignedNote.parse(checkpoint.note()).withSignatures(lines));
    }

    /**
     * {@return the checkpoint with the cosignature of a witness in its note, in place of any that it has of it}
     *
     * @throws InvalidNoteSignatureException if the lines are anything else than valid cosignatures of this witness
     */
    public static SignedCheckpoint withCosignature(SignedCheckpoint checkpoint, VerifierKey witness, String lines)
            throws MalformedNoteException, InvalidNoteSignatureException {
        return read(SignedNote.parse(checkpoint.note()).withCosignature(witness, lines));
    }

    private static SignedCheckpoint read(SignedNote note) throws MalformedNoteException {
        String[] lines = note.text().split("\n", -1);
        if (lines.length <= HEAD_LINES) {
            throw new MalformedNoteException("checkpoint: " + (lines.length - 1) + " lines (expected: >= 3)");
        }
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].isEmpty()) {
                throw new MalformedNoteException("checkpoint: line " + i + " is empty (expected: text)");
            }
        }
        long size = size(lines[1]);
        return new SignedCheckpoint(lines[0], size, root(lines[2], size), note.bytes());
    }

    private static long size(String line) throws MalformedNoteException {
        boolean decimal = line.length() <= MAX_SIZE_DIGITS && line.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!decimal || (line.length() > 1 && line.startsWith("0"))) {
            throw badSize(line);
        }
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw badSize(line);
        }
    }

    private static MalformedNoteException badSize(String line) {
        return new MalformedNoteException(
                "checkpoint: size " + line + " (expected: decimal, below 2^63, no leading zero)");
    }

    private static Digest root(String line, long size) throws MalformedNoteException {
        Digest root;
        try {
            root = Digest.of(Base64Text.decode(line));
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException("checkpoint: root (expected: base64 of 32 bytes)", e);
        }
        if (size == 0 && !root.equals(MerkleHash.emptyRoot())) {
            throw new MalformedNoteException("checkpoint: size 0 with another root than that of the empty tree");
        }
        return root;
    }
}
