package org.folkmoot.engine.program;

/**
 * What was asked for has no meaning, or no safe one. The message says which parts do not go together, and why.
 */
public final class ProgramRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says which parts do not go together, and why. */
    public ProgramRefusedException(String message) {
        super(message);
    }

    /** Says which part was refused, with the refusal. */
    public ProgramRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
