/**
 * How contributions become what the aggregator takes. Start at {@link org.folkmoot.engine.collect.Collection}; the one
 * of clear updates is {@code ClearCollection}.
 */
@NullMarked
package org.folkmoot.engine.collect;

import org.jspecify.annotations.NullMarked;
