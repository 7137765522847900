/**
 * One try at a round as a state machine without I/O, clock or chance.
 *
 * <pre>
 * Opened → Selected → Training → Settled → Aggregating → Evaluating → Gated → Committed
 *    └─────────┴──────────┴─────────┴──────────┴────────────┴─────────┴───→ Abandoned(reason)
 * </pre>
 *
 * <p>Start at {@link org.folkmoot.engine.attempt.RoundAttempt}. What a collection does between Selected and Aggregating
 * is its own affair; {@link org.folkmoot.engine.attempt.Training} is the way of those that ask each client once.
 */
@NullMarked
package org.folkmoot.engine.attempt;

import org.jspecify.annotations.NullMarked;
