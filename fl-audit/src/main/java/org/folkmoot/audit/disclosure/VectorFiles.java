package org.folkmoot.audit.disclosure;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/** Reads vectors from disclosed inputs; how long one is, its layout says. */
final class VectorFiles {
    private VectorFiles() {}

    /** {@return the vector with this digest, if it was disclosed} */
    static Optional<ParameterVector> read(Inputs inputs, ParameterLayout layout, Digest digest, String where)
            throws InvalidProofException {
        if (layout.bytes() > Integer.MAX_VALUE) {
            throw new InvalidProofException(
                    FailureKind.NOT_REPLAYABLE, where, "vectors of " + layout.bytes() + " bytes (expected: < 2^31)");
        }
        return inputs.readExactly(digest, (int) layout.bytes()).map(bytes -> ParameterVector.fromBytes(layout, bytes));
    }
}
