package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.secure.Session;
import org.folkmoot.secure.crypto.ShareBox;

/**
 * The two shares that one client deals to another, and what each must fit when it is revealed.
 *
 * @param sealed the shares, for their holder only
 * @param seedCheck check of the share of the seed
 * @param keyCheck check of the share of the mask key
 */
public record SealedShares(Bytes sealed, Bytes seedCheck, Bytes keyCheck) {
    static final int BYTES = ShareBox.SEALED_BYTES + 2 * Session.CHECK_BYTES;

    static SealedShares from(WireReader in) throws MalformedMessageException {
        return new SealedShares(
                in.fixed(ShareBox.SEALED_BYTES), in.fixed(Session.CHECK_BYTES), in.fixed(Session.CHECK_BYTES));
    }

    WireWriter writeTo(WireWriter out) {
        return out.raw(sealed).raw(seedCheck).raw(keyCheck);
    }
}
