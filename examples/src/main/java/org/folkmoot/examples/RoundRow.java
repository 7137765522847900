package org.folkmoot.examples;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What is shown of a round.
 *
 * @param round from 1
 * @param accuracy of the new shared model on the test set, in [0, 1]
 * @param perClient accuracy of the new shared model on each client's own data, in [0, 1]; it is measured where those
 *     data are and only shown
 * @param time from the first invitation to the durable proof
 * @param receivedBytes size of the contributions
 */
record RoundRow(int round, double accuracy, List<Double> perClient, Duration time, long receivedBytes) {
    RoundRow {
        perClient = List.copyOf(perClient);
    }

    double worst() {
        return Collections.min(perClient);
    }

    double best() {
        return Collections.max(perClient);
    }
}
