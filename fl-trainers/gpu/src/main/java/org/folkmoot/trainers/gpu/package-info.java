/**
 * Robust statistics and simulation on a card, each beside a strict path in plain Java that decides. Start at
 * {@link org.folkmoot.trainers.gpu.MarginedSelection} for what a result computed ahead is worth, and at
 * {@link org.folkmoot.trainers.gpu.GpuSimulation} for many virtual clients.
 */
@NullMarked
package org.folkmoot.trainers.gpu;

import org.jspecify.annotations.NullMarked;
