package org.folkmoot.engine.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.secure.Ed25519Members;

/**
 * The keys of those who were drawn into a round, as the log has them.
 *
 * <p>Guarantees: every member up to the number that the log says is registered, without a gap; the founders are those that the
 * charter commits to, later ones were admitted as it asks; whoever was not drawn is not in it. A change of keys that the
 * coordinator holds back is not seen: the old key then counts, which is still that member's.
 */
final class CohortKeys {
    private final Membership membership;
    private final Approvers approvers;
    private final List<org.folkmoot.audit.member.Member> members = new ArrayList<>();
    private final Map<Digest, Integer> places = new HashMap<>();
    private boolean founded;

    private CohortKeys(Membership membership, Approvers approvers) {
        this.membership = membership;
        this.approvers = approvers;
    }

    /**
     * {@return the keys of the cohort of this invitation}
     *
     * @param current what the client knows after it looked at the invitation
     * @throws ProtocolViolationException if the leaves that it shows are not all registrations, as they have to be
     */
    static Ed25519Members of(RoundInvitation invitation, Membership current) throws ProtocolViolationException {
        Approvers approvers = Approvers.shown(current, invitation.approvers());
        int registered = LogTail.due(current, approvers, invitation.tail()).registered();
        SharedChecks.Draw draw = new SharedChecks.Draw(
                invitation.program().participation(),
                new CharterBeacon(current.charter().seed()),
                invitation.attempt().round(),
                registered);
        Digest[] shown = invitation.approvers().stream()
                .map(proven -> proven.leaf().sha256())
                .toArray(Digest[]::new);
        SharedChecks checks = current.history().checks();
        return checks.keys(
                new SharedChecks.Cohort(current.history().seen().root(), Digest.sha256(joined(shown)), draw),
                () -> new CohortKeys(current, approvers)
                        .all(invitation.approvers(), registered)
                        .drawn(checks.drawn(draw)));
    }

    private static byte[] joined(Digest... digests) {
        byte[] all = new byte[digests.length * Digest.BYTES];
        for (int i = 0; i < digests.length; i++) {
            System.arraycopy(digests[i].bytes(), 0, all, i * Digest.BYTES, Digest.BYTES);
        }
        return all;
    }

    private CohortKeys all(List<ProvenLeaf> leaves, int registered) throws ProtocolViolationException {
        for (ProvenLeaf proven : leaves) {
            add(membership.history().open(proven, membership.charter().coordinatorKey()));
        }
        require(members.size() == registered, members.size() + " of " + registered + " members shown");
        require(founded, "the founders are not among them");
        return this;
    }

    private void add(LogLeaf leaf) throws ProtocolViolationException {
        require(leaf.federation().equals(membership.charter().federation()), "a leaf of " + leaf.federation());
        if (leaf instanceof RegistryLeaf registry) {
            register(registry);
        }
        if (leaf instanceof NoticeLeaf notice && notice.notice().notice() instanceof MemberNotice.Rotation rotation) {
            rotate(notice, rotation);
        }
    }

    private void register(RegistryLeaf leaf) throws ProtocolViolationException {
        require(leaf.first() == members.size(), "members from " + leaf.first() + " on, after " + members.size());
        boolean founders = leaf.first() < membership.charter().registryCount();
        Optional<String> objection = founders ? Optional.empty() : approvers.objection(leaf);
        require(objection.isEmpty(), "new members: " + objection.orElse(""));
        for (org.folkmoot.audit.member.Member member : leaf.members()) {
            require(places.putIfAbsent(member.pseudonym(), members.size()) == null, "a member listed twice");
            members.add(member);
        }
        if (founders && members.size() >= membership.charter().registryCount()) {
            requireFounders(membership.charter());
        }
    }

    private void requireFounders(CharterLeaf charter) throws ProtocolViolationException {
        founded = members.size() == charter.registryCount()
                && Registry.of(members).root().equals(charter.registryRoot());
        require(founded, "other founders than the charter's");
    }

    private void rotate(NoticeLeaf leaf, MemberNotice.Rotation rotation) {
        Integer place = places.get(rotation.pseudonym());
        if (place == null) {
            return;
        }
        org.folkmoot.audit.member.Member before = members.get(place);
        if (!Objects.equals(rotation.newKey().sha256(), before.nextKey())) {
            return;
        }
        try {
            leaf.notice().verify(before.publicKey());
            members.set(
                    place,
                    new org.folkmoot.audit.member.Member(rotation.pseudonym(), rotation.newKey(), rotation.nextKey()));
        } catch (InvalidSignatureException e) {
            // then it is no change of keys, and the old one counts
        }
    }

    private Ed25519Members drawn(int[] indices) {
        Map<Digest, Bytes> keys = new HashMap<>();
        for (int index : indices) {
            org.folkmoot.audit.member.Member member = members.get(index);
            keys.put(member.pseudonym(), member.publicKey());
        }
        return Ed25519Members.of(keys);
    }

    private void require(boolean holds, String otherwise) throws ProtocolViolationException {
        if (!holds) {
            throw new ProtocolViolationException("coordinator", "members of a secure collection", otherwise);
        }
    }
}
