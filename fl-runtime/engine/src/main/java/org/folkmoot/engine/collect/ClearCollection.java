package org.folkmoot.engine.collect;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.Selected;

/** Clear updates, each seen by the coordinator: summed as they come, or set aside for rules that look at all of them. */
public final class ClearCollection implements Collection {
    private final ParameterLayout updates;
    private final RoundFold fold;

    /** A collection for rounds of this program. */
    public ClearCollection(RoundProgram program) throws IOException {
        this.updates = Pipeline.of(program).updateLayout();
        this.fold = RoundFold.of(program);
    }

    @Override
    public Collected collect(Selected cohort, CollectionTask task, CollectionTools tools)
            throws IOException, InterruptedException {
        fold.begin(task.before());
        Intake intake = Intake.of(cohort.id(), task, updates, tools.log());
        Collecting start = cohort.invited(task.limits(), task.withdrawn());
        try (Invited invited = Invited.to(start, task, tools)) {
            Admission admission = new Admission(
                    statement -> Optional.of(intake),
                    intake,
                    task.program().encoding().maxAbs(),
                    fold,
                    new HashSet<>());
            return new Gathering(task, tools, admission).run(start, invited);
        }
    }

    /** Lets go of what its fold keeps on disk. */
    @Override
    public void close() throws IOException {
        fold.close();
    }
}
