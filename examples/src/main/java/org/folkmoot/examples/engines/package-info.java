/**
 * The engines that an example can train with. Start at {@link org.folkmoot.examples.engines.Engine}, which makes one network
 * in each.
 */
@NullMarked
package org.folkmoot.examples.engines;

import org.jspecify.annotations.NullMarked;
