package org.folkmoot.audit.leaf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.Pseudonyms;

/**
 * Adds members to the registry. Large registries take several leaves, because a leaf is limited in size.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param first registry index of the first member in here
 * @param members who is added, in registry order
 * @param approvals of those who may admit members; founders need none, the charter names them
 */
public record RegistryLeaf(
        FederationId federation, Digest previous, long first, List<Member> members, Approvals approvals)
        implements AuthorisedLeaf {
    /** Most members in one leaf; keeps its bytes below the limit of the log. */
    public static final int MAX_MEMBERS = 128;

    /** Rejects empty or too large leaves, repeated members, and pseudonyms that do not derive from the key. */
    public RegistryLeaf {
        members = List.copyOf(members);
        if (first < 0) {
            throw new IllegalArgumentException("first: " + first + " (expected: >= 0)");
        }
        if (members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("members: " + members.size() + " (expected: 1 to " + MAX_MEMBERS + ")");
        }
        Set<Digest> seen = new HashSet<>();
        for (Member member : members) {
            if (!seen.add(member.pseudonym())) {
                throw new IllegalArgumentException("member: " + member.pseudonym() + " twice (expected: once)");
            }
            if (!member.pseudonym().equals(Pseudonyms.of(federation, member.publicKey()))) {
                throw new IllegalArgumentException(
                        "pseudonym: " + member.pseudonym() + " (expected: derived from federation and key)");
            }
        }
    }

    /** Founders, or members that the coordinator admits by itself. */
    public RegistryLeaf(FederationId federation, Digest previous, long first, List<Member> members) {
        this(federation, previous, first, members, Approvals.none());
    }

    @Override
    public Authorities.Kind kind() {
        return Authorities.Kind.REGISTRY;
    }
}
