package org.folkmoot.secure;

import java.io.IOException;
import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * A client's memory of the answers that it may give only once. It must outlive the process, the machine's snapshots excepted:
 * a client that is set back to an older memory can be asked twice.
 *
 * <p>Contract: what {@link #close} recorded is durable when it returns; it never records a step of an attempt twice.
 */
public interface AnswerLatch {
    /** The answers. */
    enum Step {
        /** A masked input. */
        MASKED,
        /** A signed set of survivors. */
        CONFIRMED,
        /** Shares. */
        REVEALED
    }

    /**
     * Records an answer before it is given.
     *
     * @param what digest of what is about to be said
     * @throws AlreadyAnsweredException if this step of this attempt was recorded before, whatever was said then
     * @throws IOException if it cannot be made durable; the answer must not be given
     */
    void close(FederationId federation, AttemptId attempt, Step step, Digest what)
            throws AlreadyAnsweredException, IOException;

    /** Records, durably, whose sum this client is about to help to unmask. */
    void remember(FederationId federation, Summed summed) throws IOException;

    /** {@return the sums over updates of this model that it helped to unmask} */
    List<Summed> earlier(FederationId federation, Digest model) throws IOException;
}
