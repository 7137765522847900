package org.folkmoot.api.storage;

import java.io.IOException;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterVector;

/**
 * Keeps bytes under the SHA-256 of their content: models, updates, records.
 *
 * <p>Guarantees: {@link #get} returns exactly the bytes whose digest was asked for or throws; putting the same content
 * twice is harmless; what was put before a {@link #force} survives a power cut. It does not encrypt and does not
 * decide who may read. Safe for use by several threads.
 */
public interface BlobStore extends AutoCloseable {
    /** {@return the digest of content that is now stored}; durable only after {@link #force}. */
    Digest put(byte[] content) throws IOException;

    /**
     * {@return the digest of the canonical bytes of a vector, which are now stored}; durable only after {@link #force}. The
     * digest that the vector remembers is taken for its own, so that nothing is hashed twice.
     */
    default Digest put(ParameterVector vector) throws IOException {
        return put(vector.toBytes());
    }

    /**
     * {@return the content with this digest}
     *
     * @throws BlobMissingException if nothing is stored under it
     * @throws BlobCorruptException if what is stored there has another digest
     */
    byte[] get(Digest digest) throws IOException;

    /** {@return whether something is stored under this digest}; its content is not checked. */
    boolean contains(Digest digest);

    /** Erases the content; erasing what is not there is no error. */
    void delete(Digest digest) throws IOException;

    /** Makes everything put so far durable. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
