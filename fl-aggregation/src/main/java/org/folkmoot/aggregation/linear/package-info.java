/**
 * Sums beyond the plain mean: their halves on the server. Each brings the {@link
 * org.folkmoot.api.training.LocalRule} that clients follow; start at {@link org.folkmoot.aggregation.linear.FedNova}.
 */
@NullMarked
package org.folkmoot.aggregation.linear;

import org.jspecify.annotations.NullMarked;
