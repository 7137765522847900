/** The program of a round, its inputs and its state; start at {@link org.folkmoot.api.round.RoundProgram}. */
@NullMarked
package org.folkmoot.api.round;

import org.jspecify.annotations.NullMarked;
