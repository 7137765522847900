package org.folkmoot.api.round;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of a round program.
 *
 * @param kind what the step is for, one of {@link #KINDS}
 * @param id rule id with version, such as {@code folkmoot/fedavg/1}
 * @param placement where it runs
 * @param parameters all that the rule depends on beside its id; numbers as decimal strings
 */
public record Stage(String kind, String id, StagePlacement placement, SortedMap<String, String> parameters) {
    /** Kind of the stage that says how clients train. */
    public static final String TRAINING = "training";

    /** Kind of the stage that says what clients do beyond plain training. */
    public static final String LOCAL = "local";

    /** Kind of the stage that says which parameters stay at home. */
    public static final String EXCHANGE = "exchange";

    /** Kind of the stage that says in which form updates travel. */
    public static final String CODEC = "codec";

    /** Kind of the stage that says how late a contribution may be. */
    public static final String WINDOW = "window";

    /** Kind of the stage that says what a collection which hides single updates promises. */
    public static final String SECURE = "secure";

    /** Kind of the stages that change or leave out updates before they are aggregated; there may be several. */
    public static final String FILTER = "filter";

    /** Kind of the stage that says how contributions are summed. */
    public static final String QUERY = "query";

    /** Kind of the stage that aggregates updates which are looked at one by one; stands in place of a query. */
    public static final String AGGREGATOR = "aggregator";

    /** Kind of the stage that says how the sum moves the model. */
    public static final String OPTIMIZER = "optimizer";

    /** All kinds, in order of execution. */
    public static final List<String> KINDS =
            List.of(TRAINING, LOCAL, EXCHANGE, CODEC, WINDOW, SECURE, FILTER, QUERY, AGGREGATOR, OPTIMIZER);

    /** Copies the parameters. */
    public Stage {
        requireId("stage id", id);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    static void requireId(String what, String id) {
        if (!id.matches("[a-z0-9.-]+/[a-z0-9.-]+/[0-9]+")) {
            throw new IllegalArgumentException(what + ": " + id + " (expected: owner/name/version)");
        }
    }
}
