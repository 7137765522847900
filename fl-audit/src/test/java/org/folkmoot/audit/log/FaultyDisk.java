package org.folkmoot.audit.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A disk that fails at one step and remembers what a power cut would leave. What running programs see is in real files;
 * beside it stands what is on the platter. After a failed force the pages look written, and are not: only writing them
 * again can help.
 */
final class FaultyDisk implements Disk {
    private static final String CHECKPOINT = "checkpoint";

    enum Fault {
        POWER_CUT,
        NO_SPACE,
        BAD_WRITE,
        /** From then on every step fails, as where a file system goes read-only. */
        BAD_FORCE
    }

    private final Disk real = new LocalDisk();
    private final Path root;
    private final @Nullable Fault fault;
    private final long failingStep;
    private long steps;
    private final List<Boolean> kinds = new ArrayList<>();
    private boolean off;
    private boolean broken;

    private byte[] journal;
    private final List<Change> unforced = new ArrayList<>();
    private byte[] checkpoint;
    private final Map<Path, byte[]> forcedFiles = new HashMap<>();
    private byte @Nullable [] moved;
    private final Map<String, String> signed = new LinkedHashMap<>();

    /** The disk under this log, all of which is on the platter by now. */
    FaultyDisk(Path root, @Nullable Fault fault, long failingStep) throws IOException {
        this.root = root;
        this.fault = fault;
        this.failingStep = failingStep;
        this.journal = Files.readAllBytes(root.resolve("leaves.journal"));
        this.checkpoint = Files.readAllBytes(root.resolve("log/checkpoint"));
    }

    /** The same disk after whatever happened, without faults. */
    private FaultyDisk(FaultyDisk before) {
        this.root = before.root;
        this.fault = null;
        this.failingStep = -1;
        this.journal = before.journal;
        this.unforced.addAll(before.unforced);
        this.checkpoint = before.checkpoint;
        this.moved = before.moved;
        this.forcedFiles.putAll(before.forcedFiles);
        this.signed.putAll(before.signed);
    }

    synchronized FaultyDisk healed() {
        return new FaultyDisk(this);
    }

    synchronized long steps() {
        return steps;
    }

    /** {@return whether this fault can strike at this step, in a run like this one} */
    synchronized boolean suits(Fault which, int step) {
        return which == Fault.POWER_CUT || step > kinds.size() || kinds.get(step - 1) == (which == Fault.BAD_FORCE);
    }

    /** {@return the root of every checkpoint ever signed, by size; two roots are joined} */
    synchronized Map<String, String> signed() {
        return new LinkedHashMap<>(signed);
    }

    /** {@return how many bytes the journal was changed by since it was forced} */
    synchronized int unforcedBytes() {
        return unforced.stream().mapToInt(change -> change.content().size()).sum();
    }

    /** The power goes: of the unforced bytes of the journal the first are on the platter, of tiles nothing whole. */
    synchronized void cutKeeping(int bytes, boolean keepMove) throws IOException {
        byte[] image = journal;
        int left = bytes;
        for (Change change : unforced) {
            int taken = Math.min(left, change.content().size());
            image = change.cut && left <= 0 ? image : change.prefix(taken).on(image);
            left -= taken;
        }
        restart(image, keepMove);
    }

    /** The power goes: of the pages of the journal that were changed, those are on the platter which are chosen. */
    synchronized void cutKeepingPages(int pageBytes, IntPredicate chosen) throws IOException {
        byte[] full = journal;
        for (Change change : unforced) {
            full = change.on(full);
        }
        byte[] image = journal.clone();
        int first = journal.length / pageBytes;
        for (int page = 0; page * pageBytes < full.length; page++) {
            if (page < first || chosen.test(page - first)) {
                int from = page * pageBytes;
                int to = Math.min(full.length, from + pageBytes);
                image = page < first
                        ? image
                        : new Change(from, Bytes.of(Arrays.copyOfRange(full, from, to)), false).on(image);
            }
        }
        restart(image, false);
    }

    /** {@return how many pages of the journal were changed} */
    synchronized int unforcedPages(int pageBytes) {
        byte[] full = journal;
        for (Change change : unforced) {
            full = change.on(full);
        }
        return (full.length + pageBytes - 1) / pageBytes - journal.length / pageBytes;
    }

    private void restart(byte[] image, boolean keepMove) throws IOException {
        journal = image;
        unforced.clear();
        Files.write(root.resolve("leaves.journal"), image);
        if (keepMove && moved != null) {
            checkpoint = moved;
        }
        moved = null;
        Files.write(root.resolve("log/checkpoint"), checkpoint);
        try (Stream<Path> files = Files.walk(root.resolve("log/tile"))) {
            for (Path tile : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(tile);
                Files.write(tile, Arrays.copyOf(content, content.length / 2));
            }
        }
    }

    @Override
    public OpenFile open(Path file) throws IOException {
        return new JournalFile(real.open(file));
    }

    @Override
    public synchronized void write(Path file, byte[] content) throws IOException {
        if (isCheckpoint(file)) {
            String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
            signed.merge(lines[1], lines[2], (one, other) -> one.equals(other) ? one : one + " and " + other);
            forcedFiles.remove(file);
        }
        boolean fails = failsHere(false);
        real.write(file, fails ? Arrays.copyOf(content, content.length / 2) : content);
        fail(fails);
    }

    @Override
    public synchronized void force(Path file) throws IOException {
        fail(failsHere(true));
        forcedFiles.put(file, Files.readAllBytes(file));
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        fail(failsHere(false));
        if (isCheckpoint(to)) {
            moved = forcedFiles.getOrDefault(from, new byte[0]);
        }
        real.move(from, to);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        fail(failsHere(false));
        real.delete(file);
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        boolean fails = failsHere(true);
        byte[] now = moved;
        if (!fails && now != null && folder.endsWith("log")) {
            checkpoint = now;
        }
        if (fails && fault == Fault.POWER_CUT) {
            fail(true);
        }
        moved = null;
        fail(fails);
    }

    private static boolean isCheckpoint(Path file) {
        return file.getFileName().toString().startsWith(CHECKPOINT);
    }

    private boolean failsHere(boolean force) throws IOException {
        if (off) {
            throw new IOException("the power is gone");
        }
        steps++;
        kinds.add(force);
        boolean fits = fault == Fault.POWER_CUT || (fault == Fault.BAD_FORCE) == force;
        broken |= fault == Fault.BAD_FORCE && steps == failingStep && fits;
        return broken || (fault != null && steps == failingStep && fits);
    }

    private void fail(boolean fails) throws IOException {
        if (fails) {
            off = fault == Fault.POWER_CUT;
            throw new IOException(fault == Fault.NO_SPACE ? "No space left on device" : "Input/output error");
        }
    }

    /** Bytes written at a place, or the file cut there. */
    private record Change(long position, Bytes content, boolean cut) {
        Change prefix(int count) {
            return cut ? this : new Change(position, Bytes.of(Arrays.copyOf(content.toByteArray(), count)), false);
        }

        byte[] on(byte[] image) {
            if (cut) {
                return Arrays.copyOf(image, (int) Math.min(position, image.length));
            }
            byte[] bytes = content.toByteArray();
            if (bytes.length == 0) {
                return image;
            }
            byte[] changed = Arrays.copyOf(image, (int) Math.max(image.length, position + bytes.length));
            System.arraycopy(bytes, 0, changed, (int) position, bytes.length);
            return changed;
        }
    }

    private final class JournalFile implements OpenFile {
        private final OpenFile file;

        private JournalFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, long position) throws IOException {
            synchronized (FaultyDisk.this) {
                boolean fails = failsHere(false);
                boolean some = fails && fault != Fault.BAD_WRITE;
                byte[] written = some ? Arrays.copyOf(bytes, bytes.length / 2) : fails ? new byte[0] : bytes;
                file.write(written, position);
                unforced.add(new Change(position, Bytes.of(written), false));
                fail(fails);
            }
        }

        @Override
        public void read(byte[] bytes, long position) throws IOException {
            file.read(bytes, position);
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyDisk.this) {
                boolean fails = failsHere(true);
                if (fails && fault == Fault.POWER_CUT) {
                    fail(true);
                }
                for (Change change : fails ? List.<Change>of() : unforced) {
                    journal = change.on(journal);
                }
                unforced.clear();
                fail(fails);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FaultyDisk.this) {
                fail(failsHere(false));
                file.truncate(size);
                unforced.add(new Change(size, Bytes.of(new byte[0]), true));
            }
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
