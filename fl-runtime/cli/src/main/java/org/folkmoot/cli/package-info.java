/**
 * The {@code folkmoot} command: check a ledger, look into it, run an example.
 *
 * <p>Start reading at {@link org.folkmoot.cli.FolkmootCommand}. Programs that {@code folkmoot run} shall find implement
 * {@link org.folkmoot.cli.Example}. What a command prints goes through {@code Output}, so that foreign text cannot steer
 * a terminal; what goes wrong is a {@code FailureKind} of the verifier or a usage error.
 */
@NullMarked
package org.folkmoot.cli;

import org.jspecify.annotations.NullMarked;
