package org.folkmoot.benchmarks.workload;

import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;

/** Refuses to report the time of a run that did not do its work. */
public final class Committed {
    private Committed() {}

    /** {@return the report of a run in which every attempt was committed with every contribution} */
    public static FederationReport require(FederationReport report) {
        for (RoundSummary summary : report.attempts()) {
            if (!summary.isCommitted() || !summary.rejected().isEmpty()) {
                throw new IllegalStateException("attempt " + summary.attempt() + ": " + summary.abandoned()
                        + ", rejected " + summary.rejectionCounts() + " (expected: committed with all contributions)");
            }
        }
        if (report.outcome() != FederationReport.Outcome.COMPLETED) {
            throw new IllegalStateException("outcome: " + report.outcome() + " (expected: COMPLETED)");
        }
        return report;
    }
}
