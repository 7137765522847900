package org.folkmoot.aggregation.tile;

import java.util.Optional;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.TileRule;

/** Puts a rule to every tile of a set of updates. */
public final class TileRun {
    /** What a tile may take: small enough to stay in a processor's own cache while its rows are sorted. */
    private static final long TILE_BYTES = 192 << 10;

    private static final int WIDEST = 4096;
    private static final int NARROWEST = 64;

    private TileRun() {}

    /** {@return what the plan makes of these updates}, the same bits for every number of threads. */
    public static double[] run(Points points, AggregationPlan plan, Workers workers) {
        Optional<int[]> ranks = plan.ranks();
        Points seen = ranks.isPresent() ? points.only(ranks.get()) : points;
        return run(seen, plan.rule(), workers, widthFor(seen));
    }

    /** {@return one value for each parameter}, from tiles of this width. */
    static double[] run(Points points, TileRule rule, Workers workers, int widest) {
        double[] result = new double[points.parameters()];
        int tiles = (result.length + widest - 1) / widest;
        workers.share(tiles, () -> {
            Points.MovableTile tile = points.tile(widest);
            double[] out = new double[widest];
            return piece -> {
                int from = piece * widest;
                int width = Math.min(widest, result.length - from);
                tile.moveTo(from, width);
                rule.aggregate(tile, out);
                System.arraycopy(out, 0, result, from, width);
            };
        });
        return result;
    }

    /** Wide tiles for few updates, narrow ones for many: what a tile takes stays about the same. */
    static int widthFor(Points points) {
        long fitting = TILE_BYTES / points.bytesPerColumn() / NARROWEST * NARROWEST;
        return (int) Math.max(NARROWEST, Math.min(WIDEST, fitting));
    }
}
