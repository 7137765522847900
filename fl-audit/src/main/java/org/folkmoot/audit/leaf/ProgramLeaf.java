package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.core.canonical.CanonicalProgram;

/**
 * Authorises a program, with the whole program inside, so that anyone can read what a later round claims to have run.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param program what rounds may run from here on
 */
public record ProgramLeaf(FederationId federation, Digest previous, RoundProgram program) implements LogLeaf {
    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.of(previous);
    }

    /** {@return the digest by which rounds and clients name the program} */
    public Digest digest() {
        return CanonicalProgram.digest(program);
    }
}
