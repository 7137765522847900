package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;

/** How the registry may grow. */
final class RegistryRules {
    private RegistryRules() {}

    /** {@return the registry after this leaf} */
    static Registry grown(RegistryLeaf leaf, ChainState chain) throws BrokenChainException {
        Registry registry = chain.registry();
        require(leaf.first() == registry.size(), ChainRule.REGISTRY, "first " + leaf.first(), registry.size());
        for (Member member : leaf.members()) {
            require(
                    registry.indexOf(member.pseudonym()).isEmpty(),
                    ChainRule.REGISTRY,
                    "member " + member.pseudonym() + " again",
                    "each once");
            require(
                    !chain.members().holds(member.publicKey()),
                    ChainRule.REGISTRY,
                    "key " + member.publicKey().hex(),
                    "one that is no member's");
        }
        require(
                !chain.isFounded() || chain.nextAttempt().attempt() == 1,
                ChainRule.COHORT,
                "new members between attempts at round " + chain.nextAttempt().round(),
                "between rounds only, or the cohort could be drawn again");
        Registry grown = registry.plus(leaf.members());
        if (!chain.isFounded()) {
            checkFounders(grown, chain);
        }
        return grown;
    }

    private static void checkFounders(Registry grown, ChainState chain) throws BrokenChainException {
        long founders = chain.charter().registryCount();
        require(grown.size() <= founders, ChainRule.REGISTRY, grown.size() + " founders", founders);
        require(
                grown.size() < founders || grown.root().equals(chain.charter().registryRoot()),
                ChainRule.REGISTRY,
                "founders' root " + grown.root(),
                chain.charter().registryRoot());
    }
}
