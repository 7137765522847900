package org.folkmoot.api.round;

import java.util.SortedSet;

/**
 * A program names a rule that nothing on the class path provides. That says nothing against the program: it cannot be
 * judged here.
 */
public final class UnknownRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String id;

    /** A stage of this kind names this rule; those known are these. */
    public UnknownRuleException(String kind, String id, SortedSet<String> known) {
        super(kind + " rule: " + id + " (expected: one of " + known + ")");
        this.id = id;
    }

    /** {@return the id of the rule that is not there} */
    public String id() {
        return id;
    }
}
