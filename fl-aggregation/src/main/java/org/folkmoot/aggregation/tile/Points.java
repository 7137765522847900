package org.folkmoot.aggregation.tile;

import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.aggregation.UpdateTile;

/** A set of updates whose values can be read tile by tile, as they are after filters. */
public interface Points extends UpdateSet {
    /** {@return a tile that can be moved over these updates; one for each thread} */
    MovableTile tile();

    /** A window over the updates. */
    interface MovableTile extends UpdateTile {
        /** Moves it to the parameters from this position on, at most {@link TileRun#WIDTH} of them. */
        void moveTo(int from, int width);
    }
}
