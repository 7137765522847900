package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.core.canonical.Pseudonyms;

/**
 * Who belongs to a federation, and how each of them stands.
 *
 * @param federation the federation
 * @param registry who belongs to it, as registered
 * @param standings what they have said for themselves since
 */
record Members(FederationId federation, Registry registry, Standings standings) {
    static Members none(FederationId federation) {
        return new Members(federation, Registry.empty(), Standings.none());
    }

    Members with(Registry grown) {
        return new Members(federation, grown, standings);
    }

    /** {@return the member at this index, with the key that is its own now} */
    Member at(int index) {
        Member registered = registry.member(index);
        Standing standing = standing(registered);
        return new Member(registered.pseudonym(), standing.key(), standing.nextKey());
    }

    Standing standing(Member registered) {
        return standings.of(registered.pseudonym()).orElseGet(() -> Standing.of(registered));
    }

    /** {@return how the member of this name stands, if there is one} */
    Optional<Standing> standing(Digest pseudonym) {
        OptionalInt index = registry.indexOf(pseudonym);
        return index.isEmpty() ? Optional.empty() : Optional.of(standing(registry.member(index.getAsInt())));
    }

    /** {@return whether this key is a member's now} */
    boolean holds(Bytes key) {
        return Stream.concat(Stream.of(Pseudonyms.of(federation, key)), standings.held(key).stream())
                .anyMatch(pseudonym -> standing(pseudonym)
                        .map(standing -> standing.key().equals(key))
                        .orElse(false));
    }

    /** {@return the pseudonyms of those at these indices who have withdrawn their consent} Costs nothing if nobody has. */
    List<Digest> withdrawnAmong(int[] indices) {
        if (standings.withdrawn() == 0) {
            return List.of();
        }
        return Arrays.stream(indices)
                .mapToObj(registry::member)
                .filter(member -> !standing(member).consents())
                .map(Member::pseudonym)
                .toList();
    }

    /** {@return the members after this notice} */
    Members after(SignedNotice signed) throws BrokenChainException {
        MemberNotice notice = signed.notice();
        Standing before = standing(notice.pseudonym())
                .orElseThrow(() -> new BrokenChainException(
                        ChainRule.NOTICE, "by " + notice.pseudonym() + " (expected: by a member)"));
        require(
                notice.sequence() == before.notices() + 1,
                ChainRule.NOTICE,
                "number " + notice.sequence() + " of " + notice.pseudonym().abbreviated(),
                before.notices() + 1);
        try {
            signed.verify(before.key());
        } catch (InvalidSignatureException e) {
            throw new BrokenChainException(
                    ChainRule.NOTICE, "of " + notice.pseudonym() + ": " + e.getMessage() + " (expected: signed by it)");
        }
        return new Members(
                federation,
                registry,
                standings.with(notice.pseudonym(), before, after(before, notice).counted()));
    }

    private Standing after(Standing before, MemberNotice notice) throws BrokenChainException {
        if (notice instanceof MemberNotice.Consent consent) {
            require(
                    consent.given() != before.consents() || consent.given(),
                    ChainRule.NOTICE,
                    "consent withdrawn again",
                    "once");
            return before.consenting(consent.given());
        }
        if (notice instanceof MemberNotice.Dataset dataset) {
            return before.trainingOn(dataset.root());
        }
        if (notice instanceof MemberNotice.Rotation rotation) {
            requireCommitted(before, rotation);
            return before.rotated(rotation.newKey(), rotation.nextKey());
        }
        return before;
    }

    private void requireCommitted(Standing before, MemberNotice.Rotation rotation) throws BrokenChainException {
        Digest committed = before.nextKey();
        require(
                committed != null && rotation.newKey().sha256().equals(committed),
                ChainRule.NOTICE,
                "key " + rotation.newKey().hex(),
                committed == null ? "none, this member committed to no other key" : "one with SHA-256 " + committed);
    }
}
