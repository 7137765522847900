/**
 * What a client does with what a coordinator tells it: check, then train, then sign, then wait to be shown what became of
 * it. Start at {@link org.folkmoot.engine.client.ClientAgent}; its phases are {@link
 * org.folkmoot.engine.client.Stranger}, {@link org.folkmoot.engine.client.Member}, {@link
 * org.folkmoot.engine.client.Awaiting} and {@link org.folkmoot.engine.client.Estranged}; what an invitation may ask
 * follows from a {@link org.folkmoot.engine.client.LogTail}.
 */
@NullMarked
package org.folkmoot.engine.client;

import org.jspecify.annotations.NullMarked;
