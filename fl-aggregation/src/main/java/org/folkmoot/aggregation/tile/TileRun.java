package org.folkmoot.aggregation.tile;

import org.folkmoot.api.aggregation.TileRule;

/** Puts a rule to every tile of a set of updates. */
public final class TileRun {
    /** The widest tile, in parameters. */
    public static final int WIDTH = 512;

    private TileRun() {}

    /** {@return one value for each parameter}, the same bits for every number of threads. */
    public static double[] run(Points points, TileRule rule, Workers workers) {
        double[] result = new double[points.parameters()];
        int tiles = (result.length + WIDTH - 1) / WIDTH;
        workers.share(tiles, () -> {
            Points.MovableTile tile = points.tile();
            double[] out = new double[WIDTH];
            return piece -> {
                int from = piece * WIDTH;
                int width = Math.min(WIDTH, result.length - from);
                tile.moveTo(from, width);
                rule.aggregate(tile, out);
                System.arraycopy(out, 0, result, from, width);
            };
        });
        return result;
    }
}
