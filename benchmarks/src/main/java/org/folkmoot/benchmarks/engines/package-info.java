/**
 * What training costs in each engine. Start at {@link org.folkmoot.benchmarks.engines.TrainerThroughput}; an engine is a
 * constant of {@link org.folkmoot.benchmarks.engines.Column}.
 */
@NullMarked
package org.folkmoot.benchmarks.engines;

import org.jspecify.annotations.NullMarked;
