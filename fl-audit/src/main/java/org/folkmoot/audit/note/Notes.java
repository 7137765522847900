package org.folkmoot.audit.note;

import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Ed25519Key;

/** Signs texts as notes. Source: C2SP signed-note. */
public final class Notes {
    private Notes() {}

    /**
     * {@return the note with this text and one signature}
     *
     * @throws IllegalArgumentException if the text does not end in a line feed or holds control characters
     */
    public static Bytes sign(String text, String name, Ed25519Key key) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("text: last line is open (expected: a line feed at the end)");
        }
        return SignedNote.of(text, List.of(signature(text, name, key))).bytes();
    }

    private static NoteSignature signature(String text, String name, Ed25519Key key) {
        String keyId = VerifierKey.ed25519(name, key.publicKey()).keyId();
        return new NoteSignature(name, keyId, key.sign(Bytes.utf8(text).toByteArray()));
    }
}
