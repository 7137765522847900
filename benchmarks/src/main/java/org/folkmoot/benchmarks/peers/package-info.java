/** The library beside its peers. Start at {@link org.folkmoot.benchmarks.peers.PairedRunner}. */
@NullMarked
package org.folkmoot.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
