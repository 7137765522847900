package org.folkmoot.engine.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.authority.Authorities.Authority;
import org.folkmoot.audit.authority.UnauthorisedException;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.member.MemberNotice;

/**
 * Those of whom the log shows a client that they are members, so that their approvals count.
 *
 * <p>Guarantees: whoever is in here is a founder, or was admitted by members that are in here, in the log as last seen; one
 * key for each. It does not show that a leaf which claims to spell out founders is the one that the charter commits to,
 * nor that a key was not replaced since: such a log breaks the chain, which verifiers find, who read all of it.
 */
final class Approvers {
    private final Membership.Ground ground;
    private final Map<Digest, org.folkmoot.audit.member.Member> members;

    private Approvers(Membership.Ground ground, Map<Digest, org.folkmoot.audit.member.Member> members) {
        this.ground = ground;
        this.members = members;
    }

    /**
     * {@return those whom these leaves, in log order, show to be members}: founders, whom the charter counts; whom members
     * shown before have admitted; and who has changed its key as it had committed to.
     */
    static Approvers shown(Membership membership, List<ProvenLeaf> leaves) throws ProtocolViolationException {
        Approvers approvers = new Approvers(membership.ground(), new HashMap<>());
        for (ProvenLeaf proven : leaves) {
            LogLeaf leaf =
                    membership.history().open(proven, membership.charter().coordinatorKey());
            if (leaf.federation().equals(membership.charter().federation())) {
                approvers.add(leaf);
            }
        }
        return approvers;
    }

    private void add(LogLeaf leaf) {
        if (leaf instanceof RegistryLeaf registry
                && (isOfFounders(registry) || objection(registry).isEmpty())) {
            registry.members().forEach(member -> members.putIfAbsent(member.pseudonym(), member));
        }
        if (leaf instanceof NoticeLeaf notice && notice.notice().notice() instanceof MemberNotice.Rotation rotation) {
            rotate(notice, rotation);
        }
    }

    private boolean isOfFounders(RegistryLeaf leaf) {
        return leaf.first() + leaf.members().size() <= ground.charter().registryCount();
    }

    private void rotate(NoticeLeaf leaf, MemberNotice.Rotation rotation) {
        org.folkmoot.audit.member.Member before = members.get(rotation.pseudonym());
        if (before == null || !Objects.equals(rotation.newKey().sha256(), before.nextKey())) {
            return;
        }
        try {
            leaf.notice().verify(before.publicKey());
            members.put(
                    rotation.pseudonym(),
                    new org.folkmoot.audit.member.Member(rotation.pseudonym(), rotation.newKey(), rotation.nextKey()));
        } catch (InvalidSignatureException e) {
            // then it is no change of keys, and the old one counts
        }
    }

    private boolean holds(Bytes key) {
        return members.values().stream().anyMatch(member -> member.publicKey().equals(key));
    }

    /** {@return why this leaf is not authorised as the charter asks, or empty if it is} */
    Optional<String> objection(AuthorisedLeaf leaf) {
        Optional<Authority> authority = ground.charter().rules().over(leaf.kind());
        if (authority.isEmpty()) {
            return Optional.of("the charter gives nobody authority over leaves of kind " + leaf.kind());
        }
        try {
            leaf.approvals().verify(leaf.proposal(ground.hash()), authority.get(), this::holds);
            return Optional.empty();
        } catch (UnauthorisedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
