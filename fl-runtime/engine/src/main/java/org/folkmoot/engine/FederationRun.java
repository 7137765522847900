package org.folkmoot.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A federation that is running. */
public final class FederationRun {
    private final CompletableFuture<FederationReport> report;
    private final Runnable cancel;

    FederationRun(CompletableFuture<FederationReport> report, Runnable cancel) {
        this.report = report;
        this.cancel = cancel;
    }

    /** {@return the report to come}; it fails with {@link FederationFailedException}. */
    public CompletableFuture<FederationReport> report() {
        return report.copy();
    }

    /** Ends the run after abandoning the attempt under way, which leaves its own proof. Returns at once. */
    public void cancel() {
        cancel.run();
    }

    /** {@return the report, or empty if the run takes longer than this} */
    public Optional<FederationReport> await(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(report.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    FederationReport join() throws InterruptedException {
        try {
            return report.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** Waits until the run is over, however it ends. */
    void joinUninterruptibly() {
        boolean interrupted = false;
        while (!report.isDone()) {
            try {
                report.handle((done, failure) -> true).get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new AssertionError("failures were handled before", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static FederationFailedException failure(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof FederationFailedException failed
                ? failed
                : new FederationFailedException("the run failed: " + cause.getMessage(), cause);
    }
}
