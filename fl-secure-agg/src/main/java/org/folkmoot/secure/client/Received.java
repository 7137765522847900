package org.folkmoot.secure.client;

import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.message.MalformedMessageException;

/** Reads what came from the coordinator. */
final class Received {
    private Received() {}

    /** {@return the message, if it is one} */
    static <T> T message(byte[] bytes, Parser<T> parser) throws RefusalException {
        try {
            return parser.decode(bytes);
        } catch (MalformedMessageException e) {
            throw new RefusalException(RefusalReason.MALFORMED, e);
        }
    }

    /** Reads one kind of message. */
    @FunctionalInterface
    interface Parser<T> {
        T decode(byte[] bytes) throws MalformedMessageException;
    }
}
