package org.folkmoot.secure;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * The members who may take part in a round, as its caller knows them from the log. Whoever passes this in decides whom a
 * client trusts to be somebody: never the coordinator.
 */
@FunctionalInterface
public interface MemberKeys {
    /**
     * Returns if a member of this pseudonym, who was drawn into this round, signed this message.
     *
     * @throws BadSignatureException in every other case
     */
    void verify(Digest pseudonym, byte[] message, Bytes signature) throws BadSignatureException;
}
