package org.folkmoot.engine.collect;

import java.io.IOException;
import org.folkmoot.engine.attempt.Selected;

/**
 * Asks a cohort for its contributions and takes them together: the way from {@code Selected} to {@code Aggregating}. One
 * of these lives as long as a run and serves its attempts one after the other, so that it may keep room for work, and
 * clients that are still busy, from one attempt to the next.
 *
 * <p>Contract: every client of the cohort gets exactly one answer, each told to the listener; no single client, and no
 * group of clients short of the minimum, can end the attempt; it returns soon after {@link CollectionTask#cancelled()}
 * holds, and within the limits' deadline for each of its phases; heap does not grow with the cohort. What it leaves
 * behind for an auditor is in the blob store when it returns, not yet forced. Called by one thread at a time.
 */
public interface Collection extends AutoCloseable {
    /**
     * {@return what the cohort came to}
     *
     * @param cohort the phase to begin with
     * @param task what the attempt is about
     * @param tools what to reach clients and store with
     * @throws IOException if the store or the log fails
     */
    Collected collect(Selected cohort, CollectionTask task, CollectionTools tools)
            throws IOException, InterruptedException;

    /** Lets go of what it kept between attempts. */
    @Override
    void close() throws IOException;
}
