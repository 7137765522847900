package org.folkmoot.engine.local;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A fixed number of working threads. A worker that hangs can be replaced: it leaves the pool as soon as it returns, and
 * a new one takes its place at once.
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

    /** {@return whether there is work that nobody has taken up} */
    boolean isBehind() {
        return !work.isEmpty();
    }

    /** Interrupts a worker and puts another in its place, unless it was relieved before. */
    synchronized void replace(Worker worker) {
        relieve(worker);
        worker.interrupt();
    }

    /** Lets a worker finish what it does and puts another in its place. */
    synchronized void relieve(Worker worker) {
        if (workers.remove(worker)) {
            worker.retired = true;
            if (!closed) {
                startWorker();
            }
        }
    }

    synchronized void close() {
        closed = true;
        work.clear();
        for (Worker worker : workers) {
            worker.retired = true;
            worker.interrupt();
        }
        workers.clear();
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
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

        @Override
        public void run() {
            while (!retired) {
                try {
                    work.take().accept(this);
                } catch (InterruptedException retiring) {
                    // Whoever interrupts retires first; the loop's condition knows.
                }
            }
        }
    }
}
