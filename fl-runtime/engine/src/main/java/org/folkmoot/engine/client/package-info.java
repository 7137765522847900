/**
 * What a client does with what a coordinator tells it: check, then train, then sign. Start at
 * {@link org.folkmoot.engine.client.ClientAgent}; the checks are in the phases {@link
 * org.folkmoot.engine.client.Stranger} and {@link org.folkmoot.engine.client.Member}.
 */
@NullMarked
package org.folkmoot.engine.client;

import org.jspecify.annotations.NullMarked;
