package org.folkmoot.api.audit;

import java.util.List;
import org.folkmoot.api.Digest;

/**
 * Somebody else who cosigns checkpoints and refuses any that do not extend the last one it cosigned (C2SP
 * tlog-witness).
 *
 * <p>Guarantee of an honest witness: all checkpoints with its cosignature lie on one history. It knows nothing of what
 * the leaves say.
 */
public interface Witness {
    /** {@return the verifier key under which its cosignatures are checked, in vkey form} */
    String verifierKey();

    /**
     * {@return the note lines of the cosignature}
     *
     * @param checkpoint what to cosign
     * @param oldSize the size that the caller believes the witness last saw
     * @param consistency path from there to the checkpoint
     * @throws WitnessException if it does not
     */
    String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency) throws WitnessException;
}
