package org.folkmoot.audit.chain;

/** A leaf, well formed and signed, may not stand where it stands. */
public final class BrokenChainException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ChainRule rule;

    /** Names the rule, what was found and what was expected. */
    public BrokenChainException(ChainRule rule, String message) {
        super(rule.word() + ": " + message);
        this.rule = rule;
    }

    static void require(boolean holds, ChainRule rule, Object found, Object expected) throws BrokenChainException {
        if (!holds) {
            throw new BrokenChainException(rule, found + " (expected: " + expected + ")");
        }
    }

    /** {@return the rule that is broken} */
    public ChainRule rule() {
        return rule;
    }
}
