package org.folkmoot.engine.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.member.MemberNotice;
import org.folkmoot.audit.member.SignedNotice;
import org.jspecify.annotations.Nullable;

/**
 * What a client has on record about itself, and what of it is no longer what it wants there.
 *
 * <p>A coordinator that shows less than the log holds gets notices with numbers that the log refuses; it can keep a client
 * from being heard, and the client then contributes nothing.
 *
 * @param notices how many notices of it the log holds
 * @param key the key that its statements are checked with
 * @param consents whether the log says that it consents
 * @param dataset what it committed to train on; null for nothing
 */
record OwnStanding(
        long notices, Bytes key, boolean consents, @Nullable Digest dataset) {
    /** {@return the standing of a client that has said nothing} */
    static OwnStanding registered(Bytes key) {
        return new OwnStanding(0, key, true, null);
    }

    /**
     * {@return the standing after these leaves}
     *
     * @throws ProtocolViolationException if they are not in the log, or not the client's own notices in order
     */
    OwnStanding after(List<ProvenLeaf> leaves, LogHistory history, CharterLeaf charter, Digest me)
            throws ProtocolViolationException {
        OwnStanding standing = this;
        long index = -1;
        for (ProvenLeaf proven : leaves) {
            if (!(history.open(proven, charter.coordinatorKey()) instanceof NoticeLeaf leaf)
                    || !leaf.federation().equals(charter.federation())
                    || !leaf.notice().notice().pseudonym().equals(me)
                    || leaf.notice().notice().sequence() != standing.notices + 1
                    || proven.index() <= index
                    || !standing.isSigned(leaf.notice())) {
                throw new ProtocolViolationException(
                        "coordinator", "welcome", "leaf " + proven.index() + " is not this client's next notice");
            }
            standing = standing.after(leaf.notice().notice());
            index = proven.index();
        }
        return standing;
    }

    private boolean isSigned(SignedNotice notice) {
        try {
            notice.verify(key);
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    private OwnStanding after(MemberNotice notice) {
        if (notice instanceof MemberNotice.Consent consent) {
            return new OwnStanding(notices + 1, key, consent.given(), dataset);
        }
        if (notice instanceof MemberNotice.Dataset data) {
            return new OwnStanding(notices + 1, key, consents, data.root());
        }
        if (notice instanceof MemberNotice.Rotation rotation) {
            return new OwnStanding(notices + 1, rotation.newKey(), consents, dataset);
        }
        return new OwnStanding(notices + 1, key, consents, dataset);
    }

    /** {@return whether the client consents, given what its owner has said}: a withdrawal on record outlives restarts. */
    boolean consents(FederationClient.Wish wish) {
        return wish == FederationClient.Wish.UNSPOKEN ? consents : wish == FederationClient.Wish.GIVEN;
    }

    /** {@return what this client wants on record next, if anything: its key first, for the rest is signed with it} */
    Optional<SignedNotice> due(ClientIdentity me, CharterLeaf charter, FederationClient.Wish wish) {
        boolean consenting = consents(wish);
        Digest pseudonym = me.pseudonym(charter.federation());
        long next = notices + 1;
        MemberNotice notice = null;
        if (!me.key().publicKey().equals(key)) {
            notice = new MemberNotice.Rotation(pseudonym, next, me.key().publicKey(), me.nextKey());
        } else if (consenting != consents) {
            notice = new MemberNotice.Consent(pseudonym, next, consenting, me.consentCommitment());
        } else if (me.dataset() != null && !Objects.equals(me.dataset(), dataset)) {
            notice = new MemberNotice.Dataset(pseudonym, next, me.dataset());
        }
        return Optional.ofNullable(notice).map(each -> SignedNotice.sign(charter.federation(), each, me.key()));
    }
}
