package org.folkmoot.engine.secure;

import java.io.IOException;
import org.folkmoot.aggregation.LinearFold;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.engine.attempt.Selected;
import org.folkmoot.engine.collect.Collected;
import org.folkmoot.engine.collect.Collection;
import org.folkmoot.engine.collect.CollectionTask;
import org.folkmoot.engine.collect.CollectionTools;
import org.folkmoot.secure.SecureParameters;

/**
 * Updates that nobody sees, not even the coordinator: clients train, agree on masks, and send masked inputs whose sum is
 * unmasked with the help of those who are still there.
 *
 * <p>Guarantees beside those of {@link Collection}: the sum is the same ring elements that a clear collection of the same
 * contributions gives. Heap is one ring vector for the sum and one for each message under way.
 *
 * <p>Source: Bonawitz et al. 2017; Bell et al. 2020; see {@code org.folkmoot.secure}.
 */
public final class SecureCollection implements Collection {
    private final SecureParameters promised;
    private final LinearFold fold;

    /** A collection for rounds of this program. */
    public SecureCollection(RoundProgram program) {
        this.promised = SecureStage.parse(program);
        this.fold = LinearFold.of(program);
    }

    @Override
    public Collected collect(Selected cohort, CollectionTask task, CollectionTools tools)
            throws IOException, InterruptedException {
        fold.clear();
        return new SecureAttempt(cohort, task, tools, promised, fold).run();
    }

    @Override
    public void close() {
        fold.clear();
    }
}
