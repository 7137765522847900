/**
 * What a client does in a round, and what its rules remember. Start at {@link org.folkmoot.engine.work.RoundWork}; what
 * it may do at all is decided in {@code engine.client}.
 */
@NullMarked
package org.folkmoot.engine.work;

import org.jspecify.annotations.NullMarked;
