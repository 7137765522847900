/**
 * Federations to run and code to copy. Start reading at {@link org.folkmoot.examples.Quickstart}, a whole federation with
 * a proof that is verified and replayed; {@link org.folkmoot.examples.ReadmeSample} has the code of the README.
 *
 * <p>{@code -Dengine=plain|dl4j|torch} chooses what clients train with, see {@link org.folkmoot.examples.engines.Engine}.
 */
@NullMarked
package org.folkmoot.examples;

import org.jspecify.annotations.NullMarked;
