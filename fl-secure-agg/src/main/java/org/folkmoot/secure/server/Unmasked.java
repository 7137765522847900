package org.folkmoot.secure.server;

import java.util.List;
import org.folkmoot.core.ring.RingVector;
import org.folkmoot.secure.evidence.SecureEvidence;

/**
 * The end of a session.
 *
 * @param sum of the survivors' inputs, the same ring elements as a clear sum of them
 * @param evidence what shows it, together with the masked inputs
 * @param blamed who broke the protocol without spoiling the sum
 */
public record Unmasked(RingVector sum, SecureEvidence evidence, List<Blame> blamed) {
    /** Copies the list. */
    public Unmasked {
        blamed = List.copyOf(blamed);
    }
}
