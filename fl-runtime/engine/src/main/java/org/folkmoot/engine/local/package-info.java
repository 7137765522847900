/** Clients in the coordinator's own process. Start at {@link org.folkmoot.engine.local.InProcessTransport}. */
@NullMarked
package org.folkmoot.engine.local;

import org.jspecify.annotations.NullMarked;
