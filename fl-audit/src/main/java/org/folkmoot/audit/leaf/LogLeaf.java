package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * One thing that was put on record: all that changes the model, or who may change it.
 *
 * <p>Guarantee: a leaf that exists makes sense by itself. Whether it may stand where it stands is for
 * {@link org.folkmoot.audit.chain.ChainState}; whether it was signed is for {@link LeafCodec}.
 */
public sealed interface LogLeaf permits CharterLeaf, AuthorisedLeaf, RosterLeaf, SurvivorsLeaf, RoundLeaf, NoticeLeaf {
    /** {@return the federation it belongs to} */
    FederationId federation();

    /** {@return the RFC 6962 hash of the federation's leaf before this one; empty for the charter only} */
    Optional<Digest> prevLeaf();
}
