package org.folkmoot.api.privacy;

import java.util.List;

/**
 * Keeps count of what was spent, and refuses.
 *
 * <p>Contract: {@link #reserve} is durable before it returns, and comes before anybody is asked for a contribution; what
 * is reserved counts as spent whatever happens afterwards. All charges of a scope compose, whichever federation, process
 * or object made them, and every limit under which one of them was made goes on to hold: a promise once given to a
 * population binds later federations too. After a crash the spend is what it was or more. A ledger that is damaged
 * answers nothing but {@link PrivacyLedgerException}. Safe for use by several threads.
 */
public interface PrivacyLedger extends AutoCloseable {
    /**
     * {@return the charge, durable} Asking again for the same id and event gives the charge that is there.
     *
     * @throws PrivacyBudgetExhaustedException if the spend of the scope would exceed this or an earlier limit
     * @throws IllegalArgumentException if the id was charged for something else, or was voided
     */
    PrivacyCharge reserve(ChargeId id, PrivacyScope scope, DpEvent event, PrivacyBudget limit)
            throws PrivacyBudgetExhaustedException, PrivacyLedgerException;

    /** {@return the charge, durably noted as used} Doing it twice is harmless. */
    PrivacyCharge commit(ChargeId id) throws PrivacyLedgerException;

    /**
     * {@return the charge, which no longer counts} Only for what provably never left the boundary of trust: before any
     * model, sum, cohort or clipping bound that depends on it was seen by anybody.
     *
     * @param reason one line for people
     * @throws IllegalArgumentException if it was committed
     */
    PrivacyCharge voided(ChargeId id, String reason) throws PrivacyLedgerException;

    /** {@return what the scope has spent at this delta, counted anew from the events} */
    PrivacyLoss spent(PrivacyScope scope, double delta) throws PrivacyLedgerException;

    /** {@return all charges, in the order in which they were made} */
    List<PrivacyCharge> charges() throws PrivacyLedgerException;

    @Override
    void close() throws PrivacyLedgerException;
}
