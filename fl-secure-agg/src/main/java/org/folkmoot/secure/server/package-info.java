/**
 * The coordinator's side: it carries messages, adds masked inputs into one sum, and takes the masks away with what survivors
 * reveal. The phases in order, each of which gives the next one: {@link org.folkmoot.secure.server.Enrolling}, {@link
 * org.folkmoot.secure.server.Enrolled}, {@link org.folkmoot.secure.server.Dealing}, {@link
 * org.folkmoot.secure.server.Masking}, {@link org.folkmoot.secure.server.Agreeing}, {@link
 * org.folkmoot.secure.server.Unmasking}, {@link org.folkmoot.secure.server.Unmasked}.
 *
 * <p>A message that does not fit ends in {@link org.folkmoot.secure.server.RejectedException} and changes nothing; too few of
 * them in {@link org.folkmoot.secure.server.SessionFailedException}. Phases are not thread safe.
 */
@NullMarked
package org.folkmoot.secure.server;

import org.jspecify.annotations.NullMarked;
