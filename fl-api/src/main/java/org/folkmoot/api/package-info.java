/**
 * The words of Folkmoot: identities, digests and byte strings that every other package speaks in.
 *
 * <p>Start reading at {@link org.folkmoot.api.client.FederationClient} (who takes part), then
 * {@link org.folkmoot.api.round.RoundProgram} (what they agreed to run), then
 * {@link org.folkmoot.api.round.Contribution} (what they send).
 */
@NullMarked
package org.folkmoot.api;

import org.jspecify.annotations.NullMarked;
