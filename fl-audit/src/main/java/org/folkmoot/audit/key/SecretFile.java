package org.folkmoot.audit.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import org.folkmoot.core.storage.DurableFiles;

/**
 * One secret of 32 bytes in a file of one line: {@code folkmoot-secret/1 <kind> <64 lower-case hex digits>}. The kind
 * keeps a seed from being taken for a scalar.
 *
 * @param file where it is
 * @param kind what it is
 */
record SecretFile(Path file, String kind) {
    private static final int SECRET_BYTES = 32;
    private static final String VERSION = "folkmoot-secret/1";

    byte[] loadOrCreate(Supplier<byte[]> fresh) throws IOException {
        if (Files.notExists(file)) {
            create(fresh.get());
        }
        return load();
    }

    MalformedKeyFileException malformed() {
        return new MalformedKeyFileException(file, "one line \"" + prefix() + "<64 lower-case hex digits>\"");
    }

    private byte[] load() throws IOException {
        int length = prefix().length() + 2 * SECRET_BYTES + 1;
        if (Files.size(file) != length) {
            throw malformed();
        }
        String line = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        byte[] secret = new byte[SECRET_BYTES];
        try {
            secret = HexFormat.of().parseHex(line, prefix().length(), length - 1);
        } catch (IllegalArgumentException e) {
            throw malformed(); // without the cause, whose message shows digits
        }
        if (!line.equals(lineOf(secret))) {
            throw malformed();
        }
        return secret;
    }

    /** The name is given to a complete file only; who comes second leaves the first one's file in place. */
    private void create(byte[] secret) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("key file " + file + ": no folder (expected: a file)");
        }
        Files.createDirectories(folder);
        Path temporary = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp");
        try {
            writeForOwner(temporary, lineOf(secret));
            giveName(temporary, target);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Files.deleteIfExists(temporary);
        }
        DurableFiles.forceFolder(folder);
    }

    private static void writeForOwner(Path temporary, String line) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, ownerOnly(temporary))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void giveName(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            return; // somebody else was first, and theirs is the key
        } catch (UnsupportedOperationException | IOException e) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE); // a file system without links
        }
    }

    private String prefix() {
        return VERSION + " " + kind + " ";
    }

    private String lineOf(byte[] secret) {
        return prefix() + HexFormat.of().formatHex(secret) + "\n";
    }
}
