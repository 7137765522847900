/** How well federations learn, beside published figures. Start at {@link org.folkmoot.benchmarks.niid.NiidBench}. */
@NullMarked
package org.folkmoot.benchmarks.niid;

import org.jspecify.annotations.NullMarked;
