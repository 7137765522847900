/**
 * The rules by which one leaf may follow another, the same for who writes the log, who is shown its end, and who verifies
 * all of it.
 *
 * <p>Start reading at {@link org.folkmoot.audit.chain.ChainState}; the rules have their names in
 * {@link org.folkmoot.audit.chain.ChainRule}.
 */
@NullMarked
package org.folkmoot.audit.chain;

import org.jspecify.annotations.NullMarked;
