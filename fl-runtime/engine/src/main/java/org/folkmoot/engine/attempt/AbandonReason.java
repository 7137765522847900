package org.folkmoot.engine.attempt;

/** Why an attempt ended without a new model. */
public enum AbandonReason {
    /** Fewer contributions than the program's minimum. */
    TOO_FEW_CLIENTS("too-few-clients"),
    /** The rules have no meaning for the contributions that there were. */
    AGGREGATION_FAILED("aggregation-failed"),
    /** The secure collection ended without a sum. */
    SECURE_AGGREGATION_FAILED("secure-aggregation-failed"),
    /** The new model did not pass the gate. */
    GATE_CLOSED("gate-closed"),
    /** The evaluation or the gate threw. */
    EVALUATION_FAILED("evaluation-failed"),
    /** The operator cancelled. */
    CANCELLED("cancelled"),
    /** Something unforeseen went wrong at the coordinator. */
    COORDINATOR_FAILED("coordinator-failed"),
    /** The coordinator stopped in the middle and was started again. */
    COORDINATOR_RESTARTED("coordinator-restarted");

    private final String word;

    AbandonReason(String word) {
        this.word = word;
    }

    /** {@return the word for log, metrics and proof} */
    public String word() {
        return word;
    }
}
