/**
 * A card beside two threads of the processor. Start at {@link org.folkmoot.benchmarks.gpu.DistancesOnCard}; {@code
 * benchmarks/gpu/README.md} says how to run these on a machine with a card.
 */
@NullMarked
package org.folkmoot.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
