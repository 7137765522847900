package org.folkmoot.api.aggregation;

/** Makes one value of each column of a tile. */
@FunctionalInterface
public interface TileRule {
    /**
     * Writes the aggregate of each parameter of the tile.
     *
     * <p>Contract: pure, in IEEE 754 basic operations and {@link StrictMath} only; column j of the result depends on column
     * j of the tile alone, so that neither tile width nor threads change a bit; called by several threads at once, each
     * with a tile of its own.
     *
     * @param in the values of all updates for a stretch of parameters
     * @param out room for {@code in.width()} results, from position 0 on
     */
    void aggregate(UpdateTile in, double[] out);
}
