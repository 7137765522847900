package org.folkmoot.privacy.ledger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.folkmoot.api.Digest;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.ChargeState;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyBudgetExhaustedException;
import org.folkmoot.api.privacy.PrivacyCharge;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyLedgerException;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.core.storage.FolderLock;
import org.folkmoot.core.storage.FolderLockedException;
import org.folkmoot.privacy.accountant.BestOfAccountant;

/**
 * A privacy ledger in a folder, for all processes of one machine.
 *
 * <p>Guarantees: those of {@link PrivacyLedger}. One call at a time holds the folder's lock, reads what others appended, decides
 * and appends, so two federations can never spend the same remainder. A damaged ledger is refused, the last record
 * included ({@link LedgerFiles}). A call waits for the lock for ten seconds at most.
 *
 * <p>Does not guarantee anything against somebody who deletes the folder: whoever publishes rounds puts what was spent into
 * their proofs. Locks of network file systems may be none.
 */
public final class FolderPrivacyLedger implements PrivacyLedger {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Path folder;
    private final PrivacyAccountant accountant;
    private final LedgerFiles files;

    private FolderPrivacyLedger(Path folder, PrivacyAccountant accountant) {
        this.folder = folder;
        this.accountant = accountant;
        this.files = new LedgerFiles(folder);
    }

    /**
     * {@return the ledger in this folder, which is made if it does not exist; counted by the best accountant}
     *
     * @throws PrivacyLedgerException if it is damaged
     */
    public static FolderPrivacyLedger open(Path folder) throws PrivacyLedgerException {
        return open(folder, BestOfAccountant.create());
    }

    /** {@return the same, counted by this accountant} */
    public static FolderPrivacyLedger open(Path folder, PrivacyAccountant accountant) throws PrivacyLedgerException {
        FolderPrivacyLedger ledger =
                new FolderPrivacyLedger(folder.toAbsolutePath(), requireNonNull(accountant, "accountant"));
        ledger.charges();
        return ledger;
    }

    @Override
    public PrivacyCharge reserve(ChargeId id, PrivacyScope scope, DpEvent event, PrivacyBudget limit)
            throws PrivacyBudgetExhaustedException, PrivacyLedgerException {
        scope.release(event);
        return locked(open -> {
            Optional<PrivacyCharge> known = open.state().find(id);
            if (known.isPresent()) {
                return same(known.get(), scope, event);
            }
            PrivacyLoss loss = requireWithin(open.state(), scope, event, limit);
            PrivacyCharge charge = new PrivacyCharge(id, scope, event, limit, loss, ChargeState.RESERVED);
            open.append(ChargeRecord.reserved(open.head(), charge));
            return charge;
        });
    }

    private static PrivacyCharge same(PrivacyCharge known, PrivacyScope scope, DpEvent event) {
        boolean same = known.scope().equals(scope) && known.event().equals(event) && known.isSpent();
        if (!same) {
            throw new IllegalArgumentException("charge " + known.id() + ": " + known.state() + " for " + known.event()
                    + " in " + known.scope() + " (expected: an id that was not used, or the same event and scope)");
        }
        return known;
    }

    /** {@return what will have been spent with the event, at the delta of this limit} All limits must hold. */
    private PrivacyLoss requireWithin(Charges state, PrivacyScope scope, DpEvent event, PrivacyBudget limit)
            throws PrivacyBudgetExhaustedException {
        Map<DpEvent, Long> events = state.spent(scope);
        DpEvent before = Charges.composed(events);
        events.merge(event, 1L, Long::sum);
        DpEvent after = Charges.composed(events);
        Set<PrivacyBudget> limits = new LinkedHashSet<>(Set.of(limit));
        limits.addAll(state.limits(scope));
        PrivacyLoss atLimit = null;
        for (PrivacyBudget each : limits) {
            PrivacyLoss loss = accountant.epsilon(scope.release(after), each.delta());
            if (!loss.isWithin(each)) {
                PrivacyLoss spent = accountant.epsilon(scope.release(before), each.delta());
                throw new PrivacyBudgetExhaustedException(spent, loss, each, event);
            }
            atLimit = atLimit == null ? loss : atLimit;
        }
        return requireNonNull(atLimit, "loss");
    }

    @Override
    public PrivacyCharge commit(ChargeId id) throws PrivacyLedgerException {
        return move(id, ChargeState.COMMITTED, head -> ChargeRecord.committed(head, id));
    }

    @Override
    public PrivacyCharge voided(ChargeId id, String reason) throws PrivacyLedgerException {
        requireNonNull(reason, "reason");
        return move(id, ChargeState.VOIDED, head -> ChargeRecord.voided(head, id, reason));
    }

    private PrivacyCharge move(ChargeId id, ChargeState to, Function<Digest, byte[]> record)
            throws PrivacyLedgerException {
        return this.<PrivacyCharge, RuntimeException>locked(open -> {
            ChargeState state = known(open, id).state();
            if (state == ChargeState.RESERVED) {
                open.append(record.apply(open.head()));
            } else if (state != to) {
                throw new IllegalArgumentException("charge " + id + ": " + state + " (expected: RESERVED)");
            }
            return known(open, id);
        });
    }

    @Override
    public PrivacyLoss spent(PrivacyScope scope, double delta) throws PrivacyLedgerException {
        Map<DpEvent, Long> events = this.<Map<DpEvent, Long>, RuntimeException>locked(
                open -> open.state().spent(scope));
        return accountant.epsilon(scope.release(Charges.composed(events)), delta);
    }

    @Override
    public List<PrivacyCharge> charges() throws PrivacyLedgerException {
        return this.<List<PrivacyCharge>, RuntimeException>locked(
                open -> open.state().all());
    }

    @Override
    public synchronized void close() throws PrivacyLedgerException {
        files.close();
    }

    private static PrivacyCharge known(LedgerFiles.Open open, ChargeId id) {
        return open.state()
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException("charge " + id + ": unknown (expected: reserved)"));
    }

    /** What is done with the files by the only one who may. */
    @FunctionalInterface
    private interface Work<T, E extends Exception> {
        T on(LedgerFiles.Open open) throws E, PrivacyLedgerException;
    }

    private synchronized <T, E extends Exception> T locked(Work<T, E> work) throws E, PrivacyLedgerException {
        FolderLock lock = lock();
        try {
            return work.on(files.refreshed());
        } finally {
            unlock(lock);
        }
    }

    private FolderLock lock() throws PrivacyLedgerException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return FolderLock.acquire(folder);
            } catch (FolderLockedException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw failed(e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private void unlock(FolderLock lock) throws PrivacyLedgerException {
        try {
            lock.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private PrivacyLedgerException failed(IOException e) {
        return new PrivacyLedgerException("privacy ledger " + folder + ": " + e.getMessage(), e);
    }
}
