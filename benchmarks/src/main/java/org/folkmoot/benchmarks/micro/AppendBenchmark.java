package org.folkmoot.benchmarks.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.benchmarks.workload.WorkFolder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A kibibyte made durable, by the log and by the bare file. For their ratio see {@code durable-append}, where the two
 * take turns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AppendBenchmark {
    private static final byte[] ENTRY = new byte[1024];

    private final WorkFolder work;
    private final TransparencyLog log;
    private final FileChannel file;

    /** Opens both. */
    public AppendBenchmark() {
        try {
            work = WorkFolder.create();
            log = TransparencyLog.open(work.path().resolve("log"));
            file = FileChannel.open(
                    work.path().resolve("raw"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes both. */
    @TearDown
    public void close() throws IOException {
        log.close();
        file.close();
        work.close();
    }

    /** Appends to the log. */
    @Benchmark
    public LeafReceipt logAppend() throws AuditException {
        return log.append(Bytes.of(ENTRY));
    }

    /** Writes to the file. */
    @Benchmark
    public void writeAndForce() throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(ENTRY);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(true);
    }
}
