package org.folkmoot.audit.leaf;

import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.member.SignedNotice;

/**
 * Puts on record what a member says for itself: consent, data, a new key, a complaint.
 *
 * @param federation the federation
 * @param previous hash of the federation's leaf before this one
 * @param notice what the member says, under its own signature
 */
public record NoticeLeaf(FederationId federation, Digest previous, SignedNotice notice) implements LogLeaf {
    /** Rejects notices for another federation. */
    public NoticeLeaf {
        if (!notice.federation().equals(federation)) {
            throw new IllegalArgumentException(
                    "notice: for " + notice.federation() + " (expected: for " + federation + ")");
        }
    }

    @Override
    public Optional<Digest> prevLeaf() {
        return Optional.of(previous);
    }
}
