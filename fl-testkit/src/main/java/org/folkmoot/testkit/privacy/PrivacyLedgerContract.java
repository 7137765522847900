package org.folkmoot.testkit.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.ChargeState;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyBudgetExhaustedException;
import org.folkmoot.api.privacy.PrivacyCharge;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.junit.jupiter.api.Test;

/** What every {@link PrivacyLedger} keeps to; implement {@link #open} in its test class. */
public interface PrivacyLedgerContract {
    /** Whose budget the tests spend. */
    PrivacyScope SCOPE =
            new PrivacyScope("cows-of-the-valley", PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE);

    /** An event of which ten cost an epsilon of about 1.5 at a delta of 10^-6. */
    DpEvent EVENT = new DpEvent.Gaussian(10);

    /** {@return the ledger of this test}: empty the first time, with what it then holds when it is opened again. */
    PrivacyLedger open() throws Exception;

    /** What was charged is spent, and more of it costs more. */
    @Test
    default void countsWhatWasReserved() throws Exception {
        try (PrivacyLedger ledger = open()) {
            assertThat(ledger.spent(SCOPE, 1e-6).epsilon()).isZero();
            PrivacyCharge charge = ledger.reserve(id(1), SCOPE, EVENT, new PrivacyBudget(5, 1e-6));
            double once = ledger.spent(SCOPE, 1e-6).epsilon();
            ledger.reserve(id(2), SCOPE, EVENT, new PrivacyBudget(5, 1e-6));

            assertThat(charge.state()).isEqualTo(ChargeState.RESERVED);
            assertThat(charge.loss().epsilon()).isEqualTo(once);
            assertThat(ledger.spent(SCOPE, 1e-6).epsilon()).isGreaterThan(once);
        }
    }

    /** The budget refuses, with the numbers, and charges nothing; a restart changes nothing. */
    @Test
    default void refusesWhatExceedsTheBudgetAlsoAfterARestart() throws Exception {
        PrivacyBudget limit = new PrivacyBudget(1, 1e-6);
        int made = 0;
        double spent;
        try (PrivacyLedger ledger = open()) {
            PrivacyBudgetExhaustedException refusal = null;
            while (refusal == null) {
                refusal = reserve(ledger, made + 1, limit);
                made += refusal == null ? 1 : 0;
            }
            spent = ledger.spent(SCOPE, 1e-6).epsilon();

            assertThat(made).isPositive();
            assertThat(spent).isLessThanOrEqualTo(1);
            assertThat(refusal.spent().epsilon()).isEqualTo(spent);
            assertThat(refusal.needed().epsilon()).isGreaterThan(1);
            assertThat(refusal.limit()).isEqualTo(limit);
            assertThat(refusal.event()).isEqualTo(EVENT);
            assertThat(ledger.charges()).hasSize(made);
        }
        try (PrivacyLedger again = open()) {
            assertThat(reserve(again, made + 1, limit)).isNotNull();
            assertThat(again.spent(SCOPE, 1e-6).epsilon()).isEqualTo(spent);
        }
    }

    /** A limit once promised binds those who come later with a larger one. */
    @Test
    default void keepsAnEarlierPromise() throws Exception {
        try (PrivacyLedger ledger = open()) {
            ledger.reserve(id(1), SCOPE, EVENT, new PrivacyBudget(0.5, 1e-6));

            assertThat(reserve(ledger, 2, new PrivacyBudget(50, 1e-6))).isNotNull();
        }
    }

    /** Another population has a budget of its own; so have another unit and relation. */
    @Test
    default void keepsScopesApart() throws Exception {
        PrivacyBudget limit = new PrivacyBudget(0.5, 1e-6);
        try (PrivacyLedger ledger = open()) {
            ledger.reserve(id(1), SCOPE, EVENT, limit);
            ledger.reserve(id(2), new PrivacyScope("others", SCOPE.unit(), SCOPE.relation()), EVENT, limit);

            assertThat(reserve(ledger, 3, limit)).isNotNull();
            assertThat(ledger.charges()).hasSize(2);
        }
    }

    /** Asking twice for the same charges once; asking for something else under the same name is a mistake. */
    @Test
    default void chargesAnIdOnce() throws Exception {
        PrivacyBudget limit = new PrivacyBudget(5, 1e-6);
        try (PrivacyLedger ledger = open()) {
            PrivacyCharge first = ledger.reserve(id(1), SCOPE, EVENT, limit);

            assertThat(ledger.reserve(id(1), SCOPE, EVENT, limit)).isEqualTo(first);
            assertThat(ledger.charges()).hasSize(1);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ledger.reserve(id(1), SCOPE, new DpEvent.Gaussian(3), limit));
        }
    }

    /** What was used stays; what provably never left does not count, and its name is not used again. */
    @Test
    default void movesChargesOnOnce() throws Exception {
        PrivacyBudget limit = new PrivacyBudget(5, 1e-6);
        try (PrivacyLedger ledger = open()) {
            ledger.reserve(id(1), SCOPE, EVENT, limit);
            ledger.reserve(id(2), SCOPE, EVENT, limit);
            assertThat(ledger.commit(id(1)).state()).isEqualTo(ChargeState.COMMITTED);
            assertThat(ledger.commit(id(1)).state()).isEqualTo(ChargeState.COMMITTED);
            double both = ledger.spent(SCOPE, 1e-6).epsilon();
            assertThat(ledger.voided(id(2), "nobody was asked").state()).isEqualTo(ChargeState.VOIDED);

            assertThat(ledger.spent(SCOPE, 1e-6).epsilon()).isPositive().isLessThan(both);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ledger.voided(id(1), "too late"));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ledger.reserve(id(2), SCOPE, EVENT, limit));
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ledger.commit(id(9)));
        }
    }

    /** However many ask at once, the limit holds. */
    @Test
    default void neverExceedsTheLimitUnderConcurrency() throws Exception {
        PrivacyBudget limit = new PrivacyBudget(1, 1e-6);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (PrivacyLedger ledger = open()) {
            List<Callable<Boolean>> asks = new ArrayList<>();
            for (int i = 1; i <= 24; i++) {
                int round = i;
                asks.add(() -> reserve(ledger, round, limit) == null);
            }
            int granted = 0;
            for (Future<Boolean> each : threads.invokeAll(asks, 60, TimeUnit.SECONDS)) {
                granted += each.get() ? 1 : 0;
            }

            assertThat(ledger.charges()).hasSize(granted);
            assertThat(granted).isBetween(1, 23);
            assertThat(ledger.spent(SCOPE, 1e-6).epsilon()).isLessThanOrEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@return why the charge was refused, or null} */
    private static PrivacyBudgetExhaustedException reserve(PrivacyLedger ledger, int round, PrivacyBudget limit) {
        return catchThrowableOfType(
                PrivacyBudgetExhaustedException.class, () -> ledger.reserve(id(round), SCOPE, EVENT, limit));
    }

    /** {@return the charge of the model of this round} */
    static ChargeId id(int round) {
        return ChargeId.model(new FederationId("contract"), AttemptId.first(round));
    }
}
