package org.folkmoot.audit.note;

import org.folkmoot.api.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One signature line of a note, unverified.
 *
 * @param name the signer's name, as the line claims
 * @param keyId the key's id, 8 lower-case hex digits: tells keys of one name apart, and is no security check
 * @param value what follows the id: for Ed25519 the signature, for a cosignature its time and the signature
 */
public record NoteSignature(String name, String keyId, Bytes value) {
    static final int KEY_ID_BYTES = 4;

    /** Rejects names that a note cannot carry. */
    public NoteSignature {
        KeyNames.require(name);
        if (keyId.length() != 2 * KEY_ID_BYTES || value.size() == 0) {
            throw new IllegalArgumentException("signature of " + name + ": key id " + keyId + ", " + value.size()
                    + " bytes (expected: 8 hex digits, >= 1 byte)");
        }
    }

    /** {@return the line as it is written in a note, with its line feed} */
    public String line() {
        byte[] id = Bytes.parseHex(keyId).toByteArray();
        byte[] signed = new byte[KEY_ID_BYTES + value.size()];
        System.arraycopy(id, 0, signed, 0, KEY_ID_BYTES);
        System.arraycopy(value.toByteArray(), 0, signed, KEY_ID_BYTES, value.size());
        return SignedNote.SIGNATURE_PREFIX + name + " " + Base64Text.encode(signed) + "\n";
    }

    /** {@return the signature that this line, without its line feed, writes} */
    static NoteSignature parse(String line) throws MalformedNoteException {
        int space = line.indexOf(' ', SignedNote.SIGNATURE_PREFIX.length());
        if (!line.startsWith(SignedNote.SIGNATURE_PREFIX) || space < 0) {
            throw malformed(null);
        }
        try {
            String name = line.substring(SignedNote.SIGNATURE_PREFIX.length(), space);
            byte[] signed = Base64Text.decode(line.substring(space + 1));
            if (signed.length <= KEY_ID_BYTES) {
                throw malformed(null);
            }
            String hex = Bytes.of(signed).hex();
            return new NoteSignature(
                    name, hex.substring(0, 2 * KEY_ID_BYTES), Bytes.parseHex(hex.substring(2 * KEY_ID_BYTES)));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static MalformedNoteException malformed(@Nullable Throwable cause) {
        String message = "note: bad signature line (expected: em dash, name, base64 of key id and signature)";
        return cause == null ? new MalformedNoteException(message) : new MalformedNoteException(message, cause);
    }
}
