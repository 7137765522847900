package org.folkmoot.audit.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Ed25519PublicKey;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;

/**
 * Checks the signatures of clients on all processors.
 *
 * <p>Guarantees: the failure reported is the first in the order of {@link #add}, whatever the number of threads; a bounded
 * number of signatures waits at a time. For one thread at a time.
 */
final class SignatureChecks implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int MOST_KEYS = 4_096;

    private final int mostPending;
    private final ExecutorService workers;
    private final Deque<Future<Optional<InvalidProofException>>> pending = new ArrayDeque<>();
    private final Map<Bytes, Ed25519PublicKey> keys = new ConcurrentHashMap<>();
    private List<Check> batch = new ArrayList<>(BATCH);
    private long count;

    private SignatureChecks(int threads) {
        this.mostPending = 4 * threads;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "signature-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    static SignatureChecks start() {
        return new SignatureChecks(Runtime.getRuntime().availableProcessors());
    }

    /** Takes one more signature; throws if an earlier one turned out not to hold. */
    void add(Check check) throws InvalidProofException {
        batch.add(check);
        count++;
        if (batch.size() == BATCH) {
            submit();
        }
        while (pending.size() > mostPending) {
            awaitOldest();
        }
    }

    /** Returns when all signatures taken so far hold. */
    void finish() throws InvalidProofException {
        submit();
        while (!pending.isEmpty()) {
            awaitOldest();
        }
    }

    /** {@return how many signatures were taken} */
    long count() {
        return count;
    }

    private void submit() {
        List<Check> full = batch;
        batch = new ArrayList<>(BATCH);
        pending.add(workers.submit(() -> firstFailure(full)));
    }

    private void awaitOldest() throws InvalidProofException {
        try {
            Optional<InvalidProofException> failure = pending.remove().get();
            if (failure.isPresent()) {
                throw failure.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidProofException(FailureKind.UNREADABLE, "signatures", "interrupted before the end", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a signature check only ever answers", e);
        }
    }

    private Optional<InvalidProofException> firstFailure(List<Check> checks) {
        for (Check check : checks) {
            try {
                key(check.publicKey()).verify(check.message().get(), check.signature());
            } catch (InvalidSignatureException e) {
                return Optional.of(new InvalidProofException(
                        FailureKind.BAD_SIGNATURE, check.where(), "statement not signed by the registered key", e));
            }
        }
        return Optional.empty();
    }

    /** {@return the key, found good the first time it is needed} */
    private Ed25519PublicKey key(Bytes encoded) throws InvalidSignatureException {
        Ed25519PublicKey known = keys.get(encoded);
        if (known == null) {
            known = Ed25519PublicKey.of(encoded);
            if (keys.size() < MOST_KEYS) {
                keys.put(encoded, known);
            }
        }
        return known;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /**
     * One signature to check.
     *
     * @param where the place, for the report
     * @param publicKey Ed25519
     * @param message makes what was signed, on the thread that checks it
     * @param signature to be checked
     */
    record Check(String where, Bytes publicKey, Supplier<byte[]> message, Bytes signature) {}
}
