package org.folkmoot.api.aggregation;

import java.io.Serial;

/**
 * The updates that came do not allow a rule to give a result, though there are enough of them: the attempt comes to nothing,
 * and nobody is at fault whom the rule could name.
 */
public final class AggregationRefusedException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String id;

    /**
     * {@return the refusal of this rule}
     *
     * @param id of the rule
     * @param reason names what is missing, its value and what was expected
     */
    public static AggregationRefusedException of(String id, String reason) {
        return new AggregationRefusedException(id, reason);
    }

    private AggregationRefusedException(String id, String reason) {
        super(id + ": " + reason);
        this.id = id;
    }

    /** {@return the id of the rule that refuses} */
    public String id() {
        return id;
    }
}
