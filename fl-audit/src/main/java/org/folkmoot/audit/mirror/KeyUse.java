package org.folkmoot.audit.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.core.canonical.Pseudonyms;

/**
 * Somebody's key at work in a log: its owner knows whether that was so.
 *
 * @param leaf where it stands
 * @param key the key
 * @param what what was done with it, in words
 */
public record KeyUse(long leaf, Bytes key, String what) {
    /** {@return what this leaf does with any of these keys} What a client signs in a round stands in records, not here. */
    static List<KeyUse> in(long index, LogLeaf leaf, Set<Bytes> keys) {
        List<KeyUse> uses = new ArrayList<>();
        if (leaf instanceof AuthorisedLeaf authorised) {
            for (Approval approval : authorised.approvals().list()) {
                if (keys.contains(approval.key())) {
                    uses.add(new KeyUse(index, approval.key(), "approved a " + word(authorised)));
                }
            }
        }
        if (leaf instanceof RegistryLeaf registry) {
            for (Member member : registry.members()) {
                if (keys.contains(member.publicKey())) {
                    uses.add(new KeyUse(index, member.publicKey(), "registered as a member"));
                }
            }
        }
        if (leaf instanceof NoticeLeaf notice) {
            addNotice(index, notice, keys, uses);
        }
        return uses;
    }

    /** A notice is by the member whose name follows from the key, or changes to it. */
    private static void addNotice(long index, NoticeLeaf leaf, Set<Bytes> keys, List<KeyUse> uses) {
        MemberNotice notice = leaf.notice().notice();
        for (Bytes key : keys) {
            Digest own = Pseudonyms.of(leaf.federation(), key);
            boolean changedTo = notice instanceof MemberNotice.Rotation rotation
                    && rotation.newKey().equals(key);
            if (own.equals(notice.pseudonym()) || changedTo || isSignedBy(key, leaf)) {
                uses.add(new KeyUse(index, key, "put on record: " + word(notice)));
            }
        }
    }

    /** After a change of keys a member's name no longer follows from its key. */
    private static boolean isSignedBy(Bytes key, NoticeLeaf leaf) {
        if (leaf.notice().notice() instanceof MemberNotice.Rotation) {
            return false;
        }
        try {
            leaf.notice().verify(key);
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    private static String word(AuthorisedLeaf leaf) {
        return switch (leaf.kind()) {
            case PROGRAM -> "program";
            case REGISTRY -> "admission of members";
            case RELEASE -> "release";
            case ROLLBACK -> "rollback";
            case ROUND -> "round";
        };
    }

    private static String word(MemberNotice notice) {
        if (notice instanceof MemberNotice.Consent consent) {
            return consent.given() ? "consent" : "withdrawal of consent";
        }
        if (notice instanceof MemberNotice.Dataset) {
            return "commitment to data";
        }
        return notice instanceof MemberNotice.Rotation ? "change of key" : "complaint";
    }
}
