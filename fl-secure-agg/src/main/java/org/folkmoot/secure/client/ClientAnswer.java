package org.folkmoot.secure.client;

import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.secure.RefusalReason;

/** What a session gives for a message. */
public sealed interface ClientAnswer {
    /**
     * The session goes on, or ends well.
     *
     * @param message what to send
     * @param last whether this client has nothing more to say
     */
    record Sent(Bytes message, boolean last) implements ClientAnswer {}

    /**
     * The message changed nothing: it was answered before, or it is not its turn.
     *
     * @param found in words
     */
    record Ignored(String found) implements ClientAnswer {}

    /**
     * The client has left; all its secrets are wiped.
     *
     * @param reason why
     * @param found in words, for the owner; no data
     * @param complaint what to tell the coordinator, where there is something
     */
    record Left(RefusalReason reason, String found, Optional<Bytes> complaint) implements ClientAnswer {}
}
