/**
 * What lies beside a log, as far as it was disclosed: inputs, states, the released model; and the arithmetic over them.
 *
 * <p>Start reading at {@link org.folkmoot.audit.disclosure.Inputs} (files that are what their names say), then
 * {@link org.folkmoot.audit.disclosure.Replay} (the rounds computed again) and
 * {@link org.folkmoot.audit.disclosure.ReleasedModel} (the model that a federation gives away).
 */
@NullMarked
package org.folkmoot.audit.disclosure;

import org.jspecify.annotations.NullMarked;
