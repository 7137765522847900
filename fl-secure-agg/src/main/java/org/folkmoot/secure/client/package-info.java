/**
 * The client's side. Start reading at {@link org.folkmoot.secure.client.ClientSession}, then the phases in order: {@link
 * org.folkmoot.secure.client.AwaitingRoster}, {@link org.folkmoot.secure.client.AwaitingShares}, {@link
 * org.folkmoot.secure.client.AwaitingSurvivors}, {@link org.folkmoot.secure.client.AwaitingConfirmations}. All that a client
 * insists on stands in {@code Checks}.
 */
@NullMarked
package org.folkmoot.secure.client;

import org.jspecify.annotations.NullMarked;
