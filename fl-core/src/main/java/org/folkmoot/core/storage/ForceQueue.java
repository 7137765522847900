package org.folkmoot.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Forces files to disk while their writer goes on. Several at a time: a journaling file system commits what waits
 * together, so that a thousand small files cost far less than a thousand commits.
 *
 * <p>Not safe for several threads; the store that owns it is.
 */
final class ForceQueue implements AutoCloseable {
    private static final int THREADS = 8;
    private static final long IDLE_SECONDS = 5;

    private final Map<Path, Future<?>> pending = new TreeMap<>();
    private final ExecutorService executor;

    ForceQueue() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ForceQueue::daemon);
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
    }

    void add(Path file) {
        pending.put(file, executor.submit(() -> {
            DurableFiles.forceFile(file);
            return file;
        }));
    }

    /** The file was deleted: it need not be durable, and forcing it may fail. */
    void forget(Path file) {
        pending.remove(file);
    }

    /** Returns when every file added so far is durable. */
    void await() throws IOException {
        for (Map.Entry<Path, Future<?>> each : pending.entrySet()) {
            await(each.getKey(), each.getValue());
        }
        pending.clear();
    }

    private static void await(Path file, Future<?> forced) throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                forced.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IOException("force of " + file + (Files.exists(file) ? " failed" : ": it is gone"), e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "folkmoot-force");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
