package org.folkmoot.audit.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.folkmoot.core.storage.DurableFiles;

/**
 * The file system. Plain streams in place of channels, because the JDK closes a channel under a thread that is
 * interrupted, which would end a log because somebody cancelled a run.
 */
final class LocalDisk implements Disk {
    @Override
    public OpenFile open(Path file) throws IOException {
        return LocalFile.open(file);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
        }
    }

    @Override
    public void force(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** A folder can be forced through a channel only; where an interrupt closes it, it is forced again. */
    @Override
    public void forceFolder(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    DurableFiles.forceFolder(folder);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Two handles, so that a reader never moves the place at which is written. */
    private static final class LocalFile implements OpenFile {
        private final RandomAccessFile writer;
        private final RandomAccessFile reader;

        private LocalFile(RandomAccessFile writer, RandomAccessFile reader) {
            this.writer = writer;
            this.reader = reader;
        }

        private static LocalFile open(Path file) throws IOException {
            RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw");
            LocalFile opened = null;
            try {
                opened = new LocalFile(writer, new RandomAccessFile(file.toFile(), "r"));
            } finally {
                if (opened == null) {
                    writer.close();
                }
            }
            return opened;
        }

        @Override
        public void write(byte[] bytes, long position) throws IOException {
            writer.seek(position);
            writer.write(bytes);
        }

        @Override
        public void read(byte[] bytes, long position) throws IOException {
            synchronized (reader) {
                reader.seek(position);
                reader.readFully(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            writer.getFD().sync();
        }

        @Override
        public void truncate(long size) throws IOException {
            writer.setLength(size);
        }

        @Override
        public long size() throws IOException {
            return writer.length();
        }

        @Override
        public void close() throws IOException {
            try (reader) {
                writer.close();
            }
        }
    }
}
