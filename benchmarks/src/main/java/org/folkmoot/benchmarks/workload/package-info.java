/** What is measured upon, and how a measuring process talks. Start at {@link org.folkmoot.benchmarks.workload.Fork}. */
@NullMarked
package org.folkmoot.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
