package org.folkmoot.examples;

import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ModelEvaluator;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.RoundSummary;

/** Shows each round when it ends and keeps its row. Used by the coordinator's thread, then by the one that ran it. */
final class RoundDisplay implements FederationListener {
    private final Screen screen;
    private final List<? extends ModelEvaluator> locals;
    private final List<RoundRow> rows = new ArrayList<>();

    /**
     * Makes a display.
     *
     * @param locals what measures models on each client's own data
     */
    RoundDisplay(Screen screen, List<? extends ModelEvaluator> locals) {
        this.screen = screen;
        this.locals = List.copyOf(locals);
        screen.line("round  accuracy  worst client  best client     time  received");
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.ClientSettled settled) {
            screen.progress("round " + settled.attempt().round(), settled.answered(), locals.size());
        } else if (event instanceof FederationEvent.AttemptEnded ended) {
            show(ended);
        }
    }

    private void show(FederationEvent.AttemptEnded ended) {
        RoundSummary summary = ended.summary();
        if (!summary.isCommitted()) {
            screen.line(summary.attempt() + " abandoned: " + summary.abandoned().orElseThrow());
            return;
        }
        RoundRow row = rowOf(summary, ended.model());
        rows.add(row);
        screen.format(
                "%5d  %6.1f %%      %6.1f %%     %6.1f %%  %4d ms  %5.1f kB",
                row.round(),
                100 * row.accuracy(),
                100 * row.worst(),
                100 * row.best(),
                row.time().toMillis(),
                row.receivedBytes() / 1000.0);
    }

    private RoundRow rowOf(RoundSummary summary, ParameterVector model) {
        return new RoundRow(
                summary.attempt().round(),
                summary.evaluation().orElseThrow().metric("accuracy"),
                accuracies(model),
                summary.timings().total(),
                summary.receivedBytes());
    }

    private List<Double> accuracies(ParameterVector model) {
        return locals.stream()
                .map(local -> local.evaluate(model).metric("accuracy"))
                .toList();
    }

    /** {@return the committed rounds so far} */
    List<RoundRow> rows() {
        return List.copyOf(rows);
    }
}
