package org.folkmoot.api.privacy;

/** A release would cost more than is left; nothing was charged, and nothing may be released. */
public final class PrivacyBudgetExhaustedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PrivacyLoss spent;
    private final transient PrivacyLoss needed;
    private final transient PrivacyBudget limit;
    private final transient DpEvent event;

    /**
     * Says what was asked for and what there is.
     *
     * @param spent before, at the limit's delta
     * @param needed with the event, at the limit's delta
     * @param limit the budget that it would have exceeded
     * @param event what was asked for
     */
    public PrivacyBudgetExhaustedException(PrivacyLoss spent, PrivacyLoss needed, PrivacyBudget limit, DpEvent event) {
        super("privacy budget: epsilon " + needed.epsilon() + " at delta " + limit.delta() + " with " + event
                + ", spent so far " + spent.epsilon() + " (expected: <= " + limit.epsilon() + ")");
        this.spent = spent;
        this.needed = needed;
        this.limit = limit;
        this.event = event;
    }

    /** {@return what had been spent before} */
    public PrivacyLoss spent() {
        return spent;
    }

    /** {@return what would have been spent with the event} */
    public PrivacyLoss needed() {
        return needed;
    }

    /** {@return the budget that it would have exceeded} */
    public PrivacyBudget limit() {
        return limit;
    }

    /** {@return what was asked for} */
    public DpEvent event() {
        return event;
    }
}
