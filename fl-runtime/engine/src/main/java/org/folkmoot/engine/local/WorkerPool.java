package org.folkmoot.engine.local;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A fixed number of working threads. A worker that hangs can be replaced: it is interrupted, leaves the pool as soon as
 * it returns, and a new one takes its place at once.
 */
final class WorkerPool {
    private final BlockingQueue<Consumer<Worker>> work = new LinkedBlockingQueue<>();
    private final Set<Worker> workers = new HashSet<>();
    private boolean closed;
    private int started;

    WorkerPool(int threads) {
        for (int i = 0; i < threads; i++) {
            startWorker();
        }
    }

    void submit(Consumer<Worker> task) {
        work.add(task);
    }

    synchronized void replace(Worker worker) {
        if (workers.remove(worker)) {
            worker.retire();
            if (!closed) {
                startWorker();
            }
        }
    }

    synchronized void close() {
        closed = true;
        work.clear();
        workers.forEach(Worker::retire);
        workers.clear();
    }

    private synchronized void startWorker() {
        Worker worker = new Worker("folkmoot-client-worker-" + ++started);
        workers.add(worker);
        worker.start();
    }

    /** One thread of the pool. */
    final class Worker extends Thread {
        private volatile boolean retired;

        private Worker(String name) {
            super(name);
            setDaemon(true);
        }

        private void retire() {
            retired = true;
            interrupt();
        }

        @Override
        public void run() {
            while (!retired) {
                try {
                    work.take().accept(this);
                } catch (InterruptedException retiring) {
                    // Only retire() interrupts; the loop's condition knows.
                }
            }
        }
    }
}
