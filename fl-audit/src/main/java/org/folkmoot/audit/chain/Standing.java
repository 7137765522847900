package org.folkmoot.audit.chain;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.member.Member;
import org.jspecify.annotations.Nullable;

/**
 * How a member stands, after all that it said for itself.
 *
 * @param key the key that its statements are checked with
 * @param nextKey SHA-256 of the key that may replace it, or null for none
 * @param notices how many notices it has put on record
 * @param consents whether its data may be used; true for a member that never withdrew it
 * @param dataset what it committed to train on, or null for nothing
 */
public record Standing(
        Bytes key,
        @Nullable Digest nextKey,
        long notices,
        boolean consents,
        @Nullable Digest dataset) {
    static Standing of(Member member) {
        return new Standing(member.publicKey(), member.nextKey(), 0, true, null);
    }

    Standing counted() {
        return new Standing(key, nextKey, notices + 1, consents, dataset);
    }

    Standing consenting(boolean given) {
        return new Standing(key, nextKey, notices, given, dataset);
    }

    Standing trainingOn(Digest root) {
        return new Standing(key, nextKey, notices, consents, root);
    }

    Standing rotated(Bytes newKey, @Nullable Digest afterThat) {
        return new Standing(newKey, afterThat, notices, consents, dataset);
    }
}
