/**
 * Updates on disk, read column by column: {@link org.folkmoot.aggregation.tile.SpillFile} holds them, {@link
 * org.folkmoot.aggregation.tile.RankedUpdates} measures them, {@link org.folkmoot.aggregation.tile.TileRun} puts a rule
 * to every tile.
 */
@NullMarked
package org.folkmoot.aggregation.tile;

import org.jspecify.annotations.NullMarked;
