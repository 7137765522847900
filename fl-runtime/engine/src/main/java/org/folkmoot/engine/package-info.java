/**
 * Runs federations. Start at {@link org.folkmoot.engine.Federation}; what happens in a round is in
 * {@link org.folkmoot.engine.attempt.RoundAttempt}, what a client checks in
 * {@link org.folkmoot.engine.client.ClientAgent}.
 */
@NullMarked
package org.folkmoot.engine;

import org.jspecify.annotations.NullMarked;
