package org.folkmoot.trainers.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.folkmoot.api.Digest;

/**
 * Which client holds which examples. Every position from 0 on belongs to exactly one client; each client's positions
 * ascend. Made by {@link Partitions}. Immutable.
 */
public final class Partition {
    private static final byte[] DIGEST_DOMAIN = "folkmoot/partition/1\n".getBytes(StandardCharsets.US_ASCII);

    private final int[][] byClient;

    private Partition(int[][] byClient) {
        this.byClient = byClient;
    }

    /** Makes a partition of arrays that nobody else keeps; sorts them. */
    static Partition adopt(int[][] byClient) {
        for (int[] positions : byClient) {
            Arrays.sort(positions);
        }
        return new Partition(byClient);
    }

    /** {@return the number of clients} */
    public int clients() {
        return byClient.length;
    }

    /** {@return the number of examples that a client holds} */
    public int size(int client) {
        return byClient[client].length;
    }

    /** {@return the positions of the examples that a client holds, ascending, in a new array} */
    public int[] positions(int client) {
        return byClient[client].clone();
    }

    /** {@return one view on the data per client, in order} */
    public List<Dataset> of(Dataset data) {
        int examples = 0;
        for (int[] positions : byClient) {
            examples += positions.length;
        }
        if (data.size() != examples) {
            throw new IllegalArgumentException("examples: " + data.size() + " (expected: " + examples + ")");
        }
        List<Dataset> parts = new ArrayList<>(byClient.length);
        for (int[] positions : byClient) {
            parts.add(data.subset(positions));
        }
        return List.copyOf(parts);
    }

    /**
     * {@return a commitment to who holds what}
     *
     * <p>SHA-256 over {@code "folkmoot/partition/1\n"}, then the number of clients, then for each its number of examples
     * and their positions, as int32, little-endian.
     */
    public Digest digest() {
        MessageDigest sha256 = Digest.newSha256();
        sha256.update(DIGEST_DOMAIN);
        sha256.update(littleEndian(byClient.length));
        for (int[] positions : byClient) {
            sha256.update(littleEndian(positions.length));
            sha256.update(littleEndian(positions));
        }
        return Digest.of(sha256.digest());
    }

    private static ByteBuffer littleEndian(int... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    @Override
    public String toString() {
        return "Partition[" + byClient.length + " clients]";
    }
}
