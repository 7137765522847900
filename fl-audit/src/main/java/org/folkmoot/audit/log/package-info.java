/**
 * The transparency log: a folder to which leaves are only ever appended, published so that anyone can check it.
 *
 * <p>Start reading at {@link org.folkmoot.audit.log.TransparencyLog} (writes) and
 * {@link org.folkmoot.audit.log.LogReader} (checks what was written, without keys).
 */
@NullMarked
package org.folkmoot.audit.log;

import org.jspecify.annotations.NullMarked;
