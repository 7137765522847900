package org.folkmoot.audit.leaf;

import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.core.canonical.CanonicalProgram;

/**
 * Authorises a program, with the whole program inside, so that anyone can read what a later round claims to have run.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param program what rounds may run from here on
 * @param approvals of those who may authorise programs
 */
public record ProgramLeaf(FederationId federation, Digest previous, RoundProgram program, Approvals approvals)
        implements AuthorisedLeaf {
    /** A program that the coordinator authorises by itself. */
    public ProgramLeaf(FederationId federation, Digest previous, RoundProgram program) {
        this(federation, previous, program, Approvals.none());
    }

    @Override
    public Authorities.Kind kind() {
        return Authorities.Kind.PROGRAM;
    }

    /** {@return the digest by which rounds and clients name the program} */
    public Digest digest() {
        return CanonicalProgram.digest(program);
    }
}
