package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.authority.Proposal;

/** A leaf that needs the approval of those whom the charter names, with the approvals that it has. */
public sealed interface AuthorisedLeaf extends LogLeaf permits ProgramLeaf, RegistryLeaf, ReleaseLeaf, RollbackLeaf {
    /** {@return the hash of the federation's leaf before this one} */
    Digest previous();

    /** {@return what kind of authority it takes} */
    Authorities.Kind kind();

    /** {@return who approved it} */
    Approvals approvals();

    @Override
    default Optional<Digest> prevLeaf() {
        return Optional.of(previous());
    }

    /**
     * {@return what has to be approved: all that the leaf says, without its place and its approvals}
     *
     * @param charter the leaf hash of the federation's charter
     */
    default Proposal proposal(Digest charter) {
        return new Proposal(federation(), charter, kind(), StatementCodec.content(this));
    }
}
