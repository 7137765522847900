/** Costs of whole runs, each in a process of its own. Start at {@link org.folkmoot.benchmarks.whole.RoundOverhead}. */
@NullMarked
package org.folkmoot.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
