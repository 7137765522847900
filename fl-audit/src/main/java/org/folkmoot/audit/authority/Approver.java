package org.folkmoot.audit.authority;

import java.util.Optional;
import java.util.function.Predicate;
import org.folkmoot.api.client.SigningKey;

/** Somebody at hand who can be asked to approve what is proposed. */
@FunctionalInterface
public interface Approver {
    /** {@return the approval, or empty where it is withheld} */
    Optional<Approval> approve(Proposal proposal);

    /**
     * {@return one who signs with this key what this test lets pass}
     *
     * @param key an Ed25519 key
     * @param test looks at the whole proposal; to approve unseen is to have no say
     */
    static Approver of(SigningKey key, Predicate<Proposal> test) {
        return proposal -> test.test(proposal) ? Optional.of(proposal.approve(key)) : Optional.empty();
    }
}
