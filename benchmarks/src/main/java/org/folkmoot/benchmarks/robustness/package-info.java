/** What robust rules are worth when clients have unlike data; start at {@link org.folkmoot.benchmarks.robustness.Robustness}. */
@NullMarked
package org.folkmoot.benchmarks.robustness;

import org.jspecify.annotations.NullMarked;
