/**
 * What the library costs, measured. Start at {@link org.folkmoot.benchmarks.RunAll}, which takes every figure;
 * {@code benchmarks/README.md} says how to run it.
 */
@NullMarked
package org.folkmoot.benchmarks;

import org.jspecify.annotations.NullMarked;
