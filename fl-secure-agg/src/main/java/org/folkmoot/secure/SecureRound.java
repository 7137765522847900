package org.folkmoot.secure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * All that a session is about, as each party knows it from the log and not from the coordinator. Its digest is under every
 * signature and in every key of the session, so clients that were told different things do not add up.
 *
 * @param federation the federation
 * @param attempt round and attempt
 * @param group which group of the attempt, from 0; 0 where there are no groups
 * @param model digest of the model that training started from
 * @param program digest of the program
 * @param shape of what is summed
 * @param parameters what is promised
 */
public record SecureRound(
        FederationId federation,
        AttemptId attempt,
        int group,
        Digest model,
        Digest program,
        RingShape shape,
        SecureParameters parameters) {
    /** Rejects negative groups. */
    public SecureRound {
        if (group < 0) {
            throw new IllegalArgumentException("group: " + group + " (expected: >= 0)");
        }
    }

    /** {@return the digest that stands for all of it} */
    public Digest digest() {
        byte[] name = federation.value().getBytes(StandardCharsets.US_ASCII);
        byte[] promised = parameters.encode();
        ByteBuffer bytes = ByteBuffer.allocate(6 * Integer.BYTES + name.length + 2 * Digest.BYTES + promised.length);
        bytes.putInt(name.length).put(name);
        bytes.putInt(attempt.round()).putInt(attempt.attempt()).putInt(group);
        bytes.put(model.bytes()).put(program.bytes());
        bytes.putInt(shape.length()).putInt(shape.bits()).put(promised);
        return Domain.ROUND.hash(bytes.array());
    }
}
