/**
 * The primitives of secure aggregation, each once. Start reading at {@link org.folkmoot.secure.crypto.Secret} (what must be
 * wiped), then {@link org.folkmoot.secure.crypto.RingLanes} and {@link org.folkmoot.secure.crypto.Mask} (what is added to an
 * input), {@link org.folkmoot.secure.crypto.Shamir} (how a secret outlives its client).
 */
@NullMarked
package org.folkmoot.secure.crypto;

import org.jspecify.annotations.NullMarked;
