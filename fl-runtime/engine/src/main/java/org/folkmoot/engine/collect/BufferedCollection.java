package org.folkmoot.engine.collect;

import java.io.IOException;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.aggregation.RoundFold;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.engine.attempt.Collecting;
import org.folkmoot.engine.attempt.Selected;

/**
 * Clear updates in a window that is closed by their number: FedBuff (Nguyen et al. 2022). Nobody waits for the slow ones;
 * what they send counts in the round that is open when it comes, if the model that it started from is not too old.
 */
public final class BufferedCollection implements Collection {
    private final ParameterLayout updates;
    private final VersionWindow window;
    private final RoundFold fold;
    private final UnderWay underWay = new UnderWay();
    private final NavigableMap<AttemptId, Intake> intakes = new TreeMap<>();
    private final Set<Admission.Contributed> counted = new HashSet<>();

    /** A collection for rounds of this program. */
    public BufferedCollection(RoundProgram program) throws IOException {
        this.updates = Pipeline.of(program).updateLayout();
        this.window = VersionWindow.of(program);
        this.fold = RoundFold.of(program);
    }

    @Override
    public Collected collect(Selected cohort, CollectionTask task, CollectionTools tools)
            throws IOException, InterruptedException {
        fold.begin(task.before());
        int oldest = Math.max(1, cohort.id().round() - window.rounds());
        intakes.headMap(AttemptId.first(oldest), false).clear();
        counted.removeIf(each -> each.madeFor().round() < oldest);
        Intake present = Intake.of(cohort.id(), task, updates, tools.log());
        intakes.put(cohort.id(), present);
        Collecting start = cohort.invited(task.limits(), task.withdrawn());
        underWay.open(
                new UnderWay.Opened(
                        start, tools.exchange(), Invitations.to(start.id(), task, tools.log()), tools.listener()),
                oldest);
        Admission admission = new Admission(
                statement -> Optional.ofNullable(intakes.get(statement.attempt())),
                present,
                task.program().encoding().maxAbs(),
                fold,
                counted);
        return new Gathering(task, tools, admission).run(start, underWay);
    }

    @Override
    public void close() throws IOException {
        underWay.close();
        fold.close();
    }
}
