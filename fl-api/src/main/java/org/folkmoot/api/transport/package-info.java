/** How coordinator and clients reach each other; start at {@link org.folkmoot.api.transport.Transport}. */
@NullMarked
package org.folkmoot.api.transport;

import org.jspecify.annotations.NullMarked;
