package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import java.util.Optional;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.UnauthorisedException;
import org.folkmoot.audit.leaf.AuthorisedLeaf;

/** What needs authority is approved by those whom the charter names. */
final class AuthorityRule {
    private AuthorityRule() {}

    /** Founders need nobody's approval: the charter itself names them. */
    static void check(AuthorisedLeaf leaf, boolean founding, ChainState chain) throws BrokenChainException {
        Optional<Authority> authority = founding
                ? Optional.of(Authority.coordinator())
                : chain.charter().rules().over(leaf.kind());
        require(
                authority.isPresent(),
                ChainRule.AUTHORITY,
                "a leaf of kind " + leaf.kind(),
                "a kind over which the charter gives somebody authority");
        try {
            leaf.approvals()
                    .verify(
                            leaf.proposal(chain.charterHash()),
                            authority.orElseThrow(AssertionError::new),
                            chain.members()::holds);
        } catch (UnauthorisedException e) {
            throw new BrokenChainException(ChainRule.AUTHORITY, leaf.kind() + ": " + e.getMessage());
        }
    }
}
