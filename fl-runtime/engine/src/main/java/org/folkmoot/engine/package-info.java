/**
 * Runs federations. Start at {@link org.folkmoot.engine.Federation}; what happens in a round is in
 * {@link org.folkmoot.engine.attempt.RoundAttempt}, who drives it in {@code org.folkmoot.engine.run}, what it leaves on
 * disk in {@code org.folkmoot.engine.ledger}, and what a client checks in
 * {@link org.folkmoot.engine.client.ClientAgent}. Only the classes of this package are for applications.
 */
@NullMarked
package org.folkmoot.engine;

import org.jspecify.annotations.NullMarked;
