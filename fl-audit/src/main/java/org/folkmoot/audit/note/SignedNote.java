package org.folkmoot.audit.note;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.core.json.StrictUtf8;

/**
 * A text with signature lines: take the text only after {@link #verify}.
 *
 * <p>Guarantees: {@link #parse} throws {@link MalformedNoteException} and nothing else on any bytes, and reads in linear
 * time; {@link #bytes} are the parsed bytes. Signatures of keys that the verifier does not know prove nothing and are
 * ignored.
 *
 * <p>Source: C2SP signed-note. Base64 must be canonical, which the specification leaves open.
 */
public final class SignedNote {
    /** Longest note, in bytes. */
    public static final int MAX_BYTES = 1_000_000;

    /** Most signature lines (the specification asks for at least 16). */
    public static final int MAX_SIGNATURES = 100;

    static final String SIGNATURE_PREFIX = "\u2014 ";

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * {@return the note that these bytes are, with nothing verified}
     *
     * @throws MalformedNoteException if they are none
     */
    public static SignedNote parse(Bytes bytes) throws MalformedNoteException {
        if (bytes.size() > MAX_BYTES) {
            throw new MalformedNoteException("note: " + bytes.size() + " bytes (expected: <= " + MAX_BYTES + ")");
        }
        String note = decode(bytes.toByteArray());
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedNoteException("note: no blank line (expected: one between text and signatures)");
        }
        return new SignedNote(requireText(note.substring(0, blank + 1)), parseSignatures(note.substring(blank + 2)));
    }

    /** {@return the note with this text and these signatures, whatever they are worth} */
    static SignedNote of(String text, List<NoteSignature> signatures) {
        try {
            return parse(Bytes.utf8(write(text, signatures)));
        } catch (MalformedNoteException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** {@return the signatures that these lines write} */
    static List<NoteSignature> parseSignatures(String lines) throws MalformedNoteException {
        if (!lines.endsWith("\n")) {
            throw new MalformedNoteException("note: no signature line (expected: >= 1, each ending in a line feed)");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            signatures.add(NoteSignature.parse(lines.substring(start, end)));
            start = end + 1;
            if (signatures.size() > MAX_SIGNATURES) {
                throw new MalformedNoteException(
                        "note: more than " + MAX_SIGNATURES + " signatures (expected: <= " + MAX_SIGNATURES + ")");
            }
        }
        return signatures;
    }

    private static String decode(byte[] utf8) throws MalformedNoteException {
        try {
            return StrictUtf8.decode(utf8);
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException("note: malformed bytes (expected: UTF-8)", e);
        }
    }

    private static String requireText(String text) throws MalformedNoteException {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new MalformedNoteException("note: control character in the text (expected: line feeds only)");
        }
        return text;
    }

    /** {@return the text, ending in a line feed; foreign until {@link #verify} returns} */
    public String text() {
        return text;
    }

    /** {@return the signature lines in order} */
    public List<NoteSignature> signatures() {
        return signatures;
    }

    /** {@return the note as it is written} */
    public Bytes bytes() {
        return Bytes.utf8(write(text, signatures));
    }

    /** {@return this note with these signature lines added, except those that it has already} */
    public SignedNote withSignatures(String lines) throws MalformedNoteException {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature added : parseSignatures(lines)) {
            if (!all.contains(added)) {
                all.add(added);
            }
        }
        return parse(Bytes.utf8(write(text, all)));
    }

    /** {@return whether a line of the note claims to be of this key} */
    public boolean isSignedInNameOf(VerifierKey key) {
        return signatures.stream().anyMatch(key::isNamedBy);
    }

    /**
     * {@return this note with the cosignature of a witness, in place of any that it has of it}
     *
     * @param witness the witness's key
     * @param lines what it answered
     * @throws InvalidNoteSignatureException if the lines are anything else than valid cosignatures of it over this text: a
     *     bad line in somebody else's name would spoil the note for whoever trusts that one
     */
    public SignedNote withCosignature(VerifierKey witness, String lines)
            throws MalformedNoteException, InvalidNoteSignatureException {
        List<NoteSignature> added = parseSignatures(lines);
        if (!witness.isCosigner() || !added.stream().allMatch(witness::isNamedBy)) {
            throw new InvalidNoteSignatureException(
                    "note: lines to add (expected: cosignatures of " + witness + " only)");
        }
        List<NoteSignature> all = new ArrayList<>(signatures);
        all.removeIf(witness::isNamedBy);
        all.addAll(added);
        SignedNote cosigned = parse(Bytes.utf8(write(text, all)));
        cosigned.verify(witness);
        return cosigned;
    }

    /**
     * Returns if the note carries a signature of this key over its text, and none in this key's name that fails.
     *
     * @throws InvalidNoteSignatureException in every other case
     */
    public void verify(VerifierKey key) throws InvalidNoteSignatureException {
        requireNonNull(key, "key");
        boolean found = false;
        for (NoteSignature signature : signatures) {
            if (key.isNamedBy(signature)) {
                key.verify(text, signature);
                found = true;
            }
        }
        if (!found) {
            throw new InvalidNoteSignatureException("note: no signature of " + key.encode());
        }
    }

    private static String write(String text, List<NoteSignature> signatures) {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line());
        }
        return note.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedNote note && text.equals(note.text) && signatures.equals(note.signatures);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + signatures.hashCode();
    }

    @Override
    public String toString() {
        return "SignedNote[" + text.length() + " characters, " + signatures.size() + " signatures]";
    }
}
