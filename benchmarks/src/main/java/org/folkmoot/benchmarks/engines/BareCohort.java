package org.folkmoot.benchmarks.engines;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.global.torch;

/** The steps of a cohort in the engine's own loop: each thread has a network of its own and takes client after client. */
final class BareCohort implements AutoCloseable {
    private final int clients;
    private final int steps;
    private final ExecutorService threads;
    private final Queue<TorchBareLoop> unused = new ArrayDeque<>();
    private final ThreadLocal<TorchBareLoop> own = ThreadLocal.withInitial(this::take);

    /** Makes the networks. */
    BareCohort(int clients, int steps, int threadCount) {
        this.clients = clients;
        this.steps = steps;
        this.threads = Executors.newFixedThreadPool(threadCount);
        for (int i = 0; i < threadCount; i++) {
            unused.add(TorchBareLoop.Pair.COHORT.loop());
        }
    }

    private synchronized TorchBareLoop take() {
        torch.set_num_threads(1);
        return unused.remove();
    }

    /** Takes the steps of all clients. */
    void run() {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(() -> {
                own.get().steps(steps);
                return true;
            });
        }
        try {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bare loop failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
