package org.folkmoot.api.privacy;

/**
 * One entry of a privacy ledger. It holds no noise, norm, clip bit or cohort.
 *
 * @param id for what
 * @param scope whose budget
 * @param event what was, or is about to be, done
 * @param limit the budget that was promised when it was made
 * @param loss what had been spent with it, as witness of the accountant that was used
 * @param state what became of it
 */
public record PrivacyCharge(
        ChargeId id, PrivacyScope scope, DpEvent event, PrivacyBudget limit, PrivacyLoss loss, ChargeState state) {
    /** {@return whether it counts} */
    public boolean isSpent() {
        return state != ChargeState.VOIDED;
    }

    /** {@return the same in this state} */
    public PrivacyCharge in(ChargeState next) {
        return new PrivacyCharge(id, scope, event, limit, loss, next);
    }
}
