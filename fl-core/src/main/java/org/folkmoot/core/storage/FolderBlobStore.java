package org.folkmoot.core.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.storage.BlobCorruptException;
import org.folkmoot.api.storage.BlobMissingException;
import org.folkmoot.api.storage.BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs as files of one folder: {@code <root>/<first two hex digits>/<hex digest>}.
 *
 * <p>Guarantees: those of {@link BlobStore}; a file is complete or absent while the process lives; a file that a power
 * cut damaged before it was forced is told by {@link #get} and replaced by the next {@link #put} of its content. After
 * a failed {@link #force} nothing more is accepted. Does not limit size, and holds one blob in memory at a time per
 * call. Closing does not force.
 */
public final class FolderBlobStore implements BlobStore {
    private static final int PREFIX_DIGITS = 2;

    private final Path root;
    private final ForceQueue files = new ForceQueue();
    private final Set<Path> unforcedFolders = new TreeSet<>();
    private @Nullable IOException failure;

    private FolderBlobStore(Path root) {
        this.root = root;
    }

    /** {@return the store in this folder, which is made if it does not exist} */
    public static FolderBlobStore open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        DurableFiles.createFolders(absolute);
        return new FolderBlobStore(absolute);
    }

    @Override
    public Digest put(byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        put(digest, content.length, channel -> DurableFiles.writeFully(channel, ByteBuffer.wrap(content)));
        return digest;
    }

    @Override
    public Digest put(ParameterVector vector) throws IOException {
        Digest digest = vector.digest();
        put(digest, vector.layout().bytes(), vector::writeTo);
        return digest;
    }

    private synchronized void put(Digest digest, long bytes, DurableFiles.ChannelWriter writer) throws IOException {
        requireIntact();
        Path file = fileOf(digest);
        if (!holds(file, digest, bytes)) {
            Files.createDirectories(DurableFiles.folderOf(file));
            DurableFiles.replaceUnforced(file, writer);
        }
        files.add(file);
        unforcedFolders.add(DurableFiles.folderOf(file));
    }

    @Override
    public byte[] get(Digest digest) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(fileOf(digest));
        } catch (NoSuchFileException e) {
            BlobMissingException missing = new BlobMissingException(digest, "not in " + root);
            missing.initCause(e);
            throw missing;
        }
        Digest found = Digest.sha256(content);
        if (!found.equals(digest)) {
            throw new BlobCorruptException(
                    digest, content.length + " bytes with digest " + found.hex() + " in " + root);
        }
        return content;
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.isRegularFile(fileOf(digest));
    }

    @Override
    public synchronized void delete(Digest digest) throws IOException {
        Path file = fileOf(digest);
        if (Files.deleteIfExists(file)) {
            files.forget(file);
            unforcedFolders.add(DurableFiles.folderOf(file));
        }
    }

    /** Makes everything put, and every deletion, so far durable. */
    @Override
    public synchronized void force() throws IOException {
        requireIntact();
        try {
            files.await();
            for (Path folder : unforcedFolders) {
                DurableFiles.forceFolder(folder);
            }
            DurableFiles.forceFolder(root);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        unforcedFolders.clear();
    }

    @Override
    public void close() {
        files.close();
    }

    private Path fileOf(Digest digest) {
        String hex = requireNonNull(digest, "digest").hex();
        return root.resolve(hex.substring(0, PREFIX_DIGITS)).resolve(hex);
    }

    private static boolean holds(Path file, Digest digest, long bytes) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes
                && Digest.sha256(Files.readAllBytes(file)).equals(digest);
    }

    private void requireIntact() throws IOException {
        if (failure != null) {
            throw new IOException("blob store " + root + ": a force failed earlier (expected: reopen)", failure);
        }
    }
}
