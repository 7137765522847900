package org.folkmoot.aggregation.tile;

import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.aggregation.UpdateTile;

/** A set of updates whose values can be read tile by tile, as they are after filters. */
public interface Points extends UpdateSet {
    /** {@return a tile that can be moved over these updates, at most so wide; one for each thread} */
    MovableTile tile(int widest);

    /** {@return the bytes that a tile takes for each of its parameters} */
    long bytesPerColumn();

    /** {@return these updates alone, in this order} */
    Points only(int... ranks);

    /** A window over the updates. */
    interface MovableTile extends UpdateTile {
        /** Moves it to the parameters from this position on, at most as many as it was made for. */
        void moveTo(int from, int width);
    }
}
