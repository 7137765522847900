/** Compiles what the user asked for into what a round runs. Start at {@link org.folkmoot.engine.program.ProgramCompiler}. */
@NullMarked
package org.folkmoot.engine.program;

import org.jspecify.annotations.NullMarked;
