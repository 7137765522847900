package org.folkmoot.audit.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.policy.TrustPolicy;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** Counts the trusted witnesses in a checkpoint's note; lines of others prove nothing and are passed over. */
final class WitnessCheck {
    private static final String CHECKPOINT = "log/checkpoint";

    private final TrustPolicy policy;

    WitnessCheck(TrustPolicy policy) {
        this.policy = policy;
    }

    /** {@return who was counted, enough of them} */
    Witnesses count(Bytes note) throws InvalidProofException {
        SignedNote signed = parse(note);
        Map<VerifierKey, Witnesses.Cosigned> counted = new LinkedHashMap<>();
        for (VerifierKey key : policy.witnesses()) {
            if (signed.isSignedInNameOf(key)) {
                counted.put(key, verify(signed, key));
            }
        }
        if (!policy.isMetBy(counted.keySet())) {
            throw new InvalidProofException(
                    FailureKind.TOO_FEW_WITNESSES,
                    CHECKPOINT,
                    "cosigned by "
                            + counted.keySet().stream().map(VerifierKey::name).toList() + " (expected: "
                            + policy.rule() + ")");
        }
        return new Witnesses(
                policy.leastCosignatures(), policy.witnesses().size(), policy.rule(), List.copyOf(counted.values()));
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
