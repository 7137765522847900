package org.folkmoot.audit.verify;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** Counts the trusted witnesses in a checkpoint's note; lines of others prove nothing and are passed over. */
final class WitnessCheck {
    private static final String CHECKPOINT = "log/checkpoint";

    private final WitnessQuorum quorum;

    WitnessCheck(WitnessQuorum quorum) {
        this.quorum = quorum;
    }

    /** {@return who was counted, enough of them} */
    Witnesses count(Bytes note) throws InvalidProofException {
        SignedNote signed = parse(note);
        List<Witnesses.Cosigned> counted = new ArrayList<>();
        for (VerifierKey key : quorum.keys()) {
            if (signed.isSignedInNameOf(key)) {
                counted.add(verify(signed, key));
            }
        }
        if (counted.size() < quorum.required()) {
            throw new InvalidProofException(
                    FailureKind.TOO_FEW_WITNESSES,
                    CHECKPOINT,
                    "cosigned by "
                            + counted.stream().map(Witnesses.Cosigned::name).toList() + " (expected: "
                            + quorum.required() + " of "
                            + quorum.keys().stream().map(VerifierKey::name).toList() + ")");
        }
        return new Witnesses(quorum.required(), quorum.keys().size(), counted);
    }

    private static Witnesses.Cosigned verify(SignedNote note, VerifierKey key) throws InvalidProofException {
        try {
            return new Witnesses.Cosigned(key.name(), Cosignatures.verify(note, key));
        } catch (InvalidNoteSignatureException e) {
            throw new InvalidProofException(
                    FailureKind.BAD_SIGNATURE, CHECKPOINT, "cosignature of " + key.name() + ": " + e.getMessage(), e);
        }
    }

    private static SignedNote parse(Bytes note) throws InvalidProofException {
        try {
            return SignedNote.parse(note);
        } catch (MalformedNoteException e) {
            throw new InvalidProofException(FailureKind.MALFORMED, CHECKPOINT, String.valueOf(e.getMessage()), e);
        }
    }
}
