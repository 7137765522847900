/** Figures, how they are kept and how they are shown. Start at {@link org.folkmoot.benchmarks.result.Figure}. */
@NullMarked
package org.folkmoot.benchmarks.result;

import org.jspecify.annotations.NullMarked;
