package org.folkmoot.engine.collect;

import java.util.Optional;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.transport.ClientReply;
import org.jspecify.annotations.Nullable;

/**
 * What reached the coordinator from one client.
 *
 * @param from the client
 * @param reply what it says; empty where nothing came
 * @param trouble why nothing came
 */
public record Arrival(ClientId from, Optional<ClientReply> reply, String trouble) {
    /** {@return what came, or why nothing did} */
    public static Arrival of(ClientId from, @Nullable ClientReply reply, @Nullable Throwable failure) {
        String trouble = failure == null ? "" : String.valueOf(failure.getMessage());
        return new Arrival(from, Optional.ofNullable(reply), trouble);
    }
}
