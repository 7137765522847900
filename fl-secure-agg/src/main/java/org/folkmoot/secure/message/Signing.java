package org.folkmoot.secure.message;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.BadSignatureException;
import org.folkmoot.secure.Domain;
import org.folkmoot.secure.MemberKeys;

/** Something that a client signs: the hash of context and content, for one purpose. */
interface Signing {
    /** {@return what it is for} */
    Domain purpose();

    /** {@return all that it says but the signature} */
    byte[] content();

    /** {@return the signature} */
    Bytes signature();

    /** {@return the message under the signature} */
    static byte[] message(Domain purpose, Digest context, byte[] content) {
        return purpose.hash(context.bytes(), content).bytes();
    }

    /**
     * Returns if a member signed this in this context.
     *
     * @throws BadSignatureException in every other case
     */
    default void verify(MemberKeys members, Digest pseudonym, Digest context) throws BadSignatureException {
        members.verify(pseudonym, message(purpose(), context, content()), signature());
    }
}
