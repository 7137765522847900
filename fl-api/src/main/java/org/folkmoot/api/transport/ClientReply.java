package org.folkmoot.api.transport;

import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.SignedStatement;

/** What a client answers. */
public sealed interface ClientReply {
    /** Nothing to object, nothing to add. */
    record Acknowledged() implements ClientReply {}

    /**
     * The client has seen a checkpoint of this log before and first wants proof that the log still extends it.
     *
     * @param checkpointSize size of the checkpoint it saw last
     */
    record LastSaw(long checkpointSize) implements ClientReply {}

    /**
     * The client was shown a checkpoint, validly signed, of a smaller log than it saw before. It did not act on the
     * message, and its owner was warned: unless the message was merely late, the log was rolled back.
     *
     * @param shownSize size of the log that it was shown
     * @param seenSize size of the log that it saw before
     */
    record OlderLog(long shownSize, long seenSize) implements ClientReply {}

    /**
     * The client answered this attempt and has not been shown how it ended. It answers no other until it has: send the
     * {@link RoundReceipt} of this attempt, then invite again.
     *
     * @param attempt the attempt that it answered
     * @param checkpointSize size of the checkpoint it saw last
     */
    record Unsettled(AttemptId attempt, long checkpointSize) implements ClientReply {}

    /**
     * Before anything else the client wants this on record: it withdrew its consent, committed to data, changed its key.
     * Once the log holds it, or refuses it, the client has to be welcomed again.
     *
     * @param notice the canonical bytes of what it says, under its signature
     */
    record Noticed(Bytes notice) implements ClientReply {}

    /**
     * The client takes part.
     *
     * @param contribution its signed contribution
     */
    record Contributed(Contribution contribution) implements ClientReply {}

    /**
     * The client goes on with a secure collection.
     *
     * @param message what its session answers
     * @param signed what it signed, where the answer is its masked input
     */
    record Secured(Bytes message, Optional<SignedStatement> signed) implements ClientReply {}

    /**
     * The client leaves a secure collection because of another client's doing.
     *
     * @param complaint what its session complains of, signed
     * @param reason in words, for the operator
     */
    record Complained(Bytes complaint, String reason) implements ClientReply {}

    /**
     * The client does not take part, on its own terms.
     *
     * @param reason in words, for the operator
     */
    record Refused(String reason) implements ClientReply {}

    /**
     * The client wanted to take part and could not.
     *
     * @param reason in words, for the operator; never data
     */
    record Failed(String reason) implements ClientReply {}
}
