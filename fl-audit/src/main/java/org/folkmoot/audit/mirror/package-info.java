/**
 * Watching a log from outside: a copy that only grows, and what is new in it.
 *
 * <p>Start reading at {@link org.folkmoot.audit.mirror.Monitor}.
 */
@NullMarked
package org.folkmoot.audit.mirror;

import org.jspecify.annotations.NullMarked;
