package org.folkmoot.engine.client;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.UnauthorisedException;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.member.MemberNotice;

/**
 * Those of whom the log shows a client that they are members, so that their approvals count.
 *
 * <p>Guarantees: whoever is in here was registered or has changed to that key, in the log as last seen. It does not show
 * that a key was not replaced since: a leaf that rests on such an approval breaks the chain, which verifiers find, who
 * read all of it.
 */
final class Approvers {
    private final Membership.Ground ground;
    private final Set<Bytes> keys;

    private Approvers(Membership.Ground ground, Set<Bytes> keys) {
        this.ground = ground;
        this.keys = keys;
    }

    /** {@return those whom these leaves show to be members} */
    static Approvers shown(Membership membership, List<ProvenLeaf> leaves) throws ProtocolViolationException {
        Set<Bytes> keys = new HashSet<>();
        for (ProvenLeaf proven : leaves) {
            LogLeaf leaf =
                    membership.history().open(proven, membership.charter().coordinatorKey());
            if (leaf.federation().equals(membership.charter().federation())) {
                add(leaf, keys);
            }
        }
        return new Approvers(membership.ground(), keys);
    }

    private static void add(LogLeaf leaf, Set<Bytes> keys) {
        if (leaf instanceof RegistryLeaf registry) {
            registry.members().forEach(member -> keys.add(member.publicKey()));
        }
        if (leaf instanceof NoticeLeaf notice && notice.notice().notice() instanceof MemberNotice.Rotation rotation) {
            keys.add(rotation.newKey());
        }
    }

    /** {@return why this leaf is not authorised as the charter asks, or empty if it is} */
    Optional<String> objection(AuthorisedLeaf leaf) {
        Optional<Authority> authority = ground.charter().rules().over(leaf.kind());
        if (authority.isEmpty()) {
            return Optional.of("the charter gives nobody authority over leaves of kind " + leaf.kind());
        }
        try {
            leaf.approvals().verify(leaf.proposal(ground.hash()), authority.get(), keys::contains);
            return Optional.empty();
        } catch (UnauthorisedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
