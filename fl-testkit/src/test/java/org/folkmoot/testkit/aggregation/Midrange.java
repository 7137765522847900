package org.folkmoot.testkit.aggregation;

import org.folkmoot.api.aggregation.BatchAggregator;
import org.folkmoot.api.aggregation.UpdateTile;

/** Halfway between the second smallest and the second largest value of each coordinate; or not quite, for tests of tests. */
public final class Midrange implements BatchAggregator {
    private final Flaw flaw;

    /** The rule as it should be. */
    public Midrange() {
        this(Flaw.NONE);
    }

    Midrange(Flaw flaw) {
        this.flaw = flaw;
    }

    enum Flaw {
        NONE,
        DEPENDS_ON_WIDTH,
        DEPENDS_ON_RANK,
        TAKES_THE_EXTREMES,
        IS_NOT_PROVIDED,
        SHRINKS
    }

    @Override
    public String id() {
        return flaw == Flaw.IS_NOT_PROVIDED ? "acme/nowhere/1" : "acme/midrange/1";
    }

    @Override
    public int fewestUpdates() {
        return 3;
    }

    @Override
    public void aggregate(UpdateTile in, double[] out) {
        int cut = flaw == Flaw.TAKES_THE_EXTREMES ? 0 : 1;
        for (int j = 0; j < in.width(); j++) {
            double[] sorted = in.sortedColumn(j);
            out[j] = 0.5 * sorted[cut] + 0.5 * sorted[in.clients() - 1 - cut];
            if (flaw == Flaw.DEPENDS_ON_RANK) {
                out[j] = in.value(0, j);
            } else if (flaw == Flaw.DEPENDS_ON_WIDTH) {
                out[j] += 1e-12 * in.width();
            } else if (flaw == Flaw.SHRINKS) {
                out[j] /= 2;
            }
        }
    }
}
