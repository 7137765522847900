/** How an aggregated difference moves the model; start at {@link org.folkmoot.aggregation.optimizer.FedYogi}. */
@NullMarked
package org.folkmoot.aggregation.optimizer;

import org.jspecify.annotations.NullMarked;
