/**
 * One try at a round as a state machine without I/O, clock or chance.
 *
 * <pre>
 * Selected → Training → Aggregating → Evaluating → Gated → Committed
 *     └──────────┴───────────┴────────────┴─────────┴────→ Abandoned(reason)
 * </pre>
 *
 * <p>Start at {@link org.folkmoot.engine.attempt.RoundAttempt}. A secure collection will stand between Training and
 * Aggregating as a machine of its own.
 */
@NullMarked
package org.folkmoot.engine.attempt;

import org.jspecify.annotations.NullMarked;
