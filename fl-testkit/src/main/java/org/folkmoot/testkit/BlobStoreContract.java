package org.folkmoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.storage.BlobMissingException;
import org.folkmoot.api.storage.BlobStore;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BlobStore} keeps to; implement {@link #open} in its test class. That what was forced survives a power
 * cut cannot be tested here; that it survives the store can.
 */
public interface BlobStoreContract {
    /** {@return the store of this test}: empty the first time, with what it then holds when it is opened again. */
    BlobStore open() throws IOException;

    /** What was put comes back byte for byte, under the SHA-256 of its content. */
    @Test
    default void givesBackWhatWasPut() throws IOException {
        try (BlobStore store = open()) {
            Random random = new Random(1);
            for (int size : new int[] {0, 1, 31, 4096, 300_001}) {
                byte[] content = new byte[size];
                random.nextBytes(content);

                Digest digest = store.put(content);

                assertThat(digest).isEqualTo(Digest.sha256(content));
                assertThat(store.contains(digest)).isTrue();
                assertThat(store.get(digest)).isEqualTo(content);
            }
        }
    }

    /** A vector is stored as its canonical bytes, whichever way it is put. */
    @Test
    default void storesVectorsAsTheirCanonicalBytes() throws IOException {
        try (BlobStore store = open()) {
            for (ParameterVector vector : List.of(vector(false, 1), vector(true, 200_003), vector(false, 100_001))) {
                Digest digest = store.put(vector);

                assertThat(digest).isEqualTo(Digest.sha256(vector.toBytes()));
                assertThat(store.get(digest)).isEqualTo(vector.toBytes());
                assertThat(store.put(vector.toBytes())).isEqualTo(digest);
                assertThat(store.put(vector)).isEqualTo(digest);
            }
        }
    }

    /** What the caller does to its array afterwards, or to the one it got, changes nothing. */
    @Test
    default void sharesNoArrays() throws IOException {
        try (BlobStore store = open()) {
            byte[] content = {1, 2, 3};
            Digest digest = store.put(content);
            content[0] = 9;
            store.get(digest)[1] = 9;

            assertThat(store.get(digest)).containsExactly(1, 2, 3);
        }
    }

    /** What is not there is said to be missing, by name. */
    @Test
    default void saysWhatIsMissing() throws IOException {
        try (BlobStore store = open()) {
            Digest absent = Digest.sha256(new byte[] {42});

            assertThat(store.contains(absent)).isFalse();
            assertThatExceptionOfType(BlobMissingException.class)
                    .isThrownBy(() -> store.get(absent))
                    .withMessageContaining(absent.hex());
        }
    }

    /** Erased content is gone, erasing it again is no error, and it can be put again. */
    @Test
    default void erasesAndTakesAgain() throws IOException {
        try (BlobStore store = open()) {
            byte[] content = {5, 6};
            Digest digest = store.put(content);
            store.delete(digest);
            store.delete(digest);

            assertThat(store.contains(digest)).isFalse();
            assertThatExceptionOfType(BlobMissingException.class).isThrownBy(() -> store.get(digest));
            store.force();
            assertThat(store.put(content)).isEqualTo(digest);
            assertThat(store.get(digest)).isEqualTo(content);
        }
    }

    /** What was forced is there when the store is opened again. */
    @Test
    default void keepsWhatWasForced() throws IOException {
        Digest kept;
        try (BlobStore store = open()) {
            kept = store.put(new byte[] {7});
            store.force();
            store.force();
        }
        try (BlobStore again = open()) {
            assertThat(again.get(kept)).containsExactly(7);
        }
    }

    /** Several threads may put, also the same content, and force meanwhile. */
    @Test
    default void takesFromSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (BlobStore store = open()) {
            List<Callable<Digest>> puts = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte[] content = {(byte) (i % 8), 1};
                puts.add(() -> {
                    Digest digest = store.put(content);
                    store.force();
                    return digest;
                });
            }
            for (Future<Digest> put : threads.invokeAll(puts, 60, TimeUnit.SECONDS)) {
                assertThat(Digest.sha256(store.get(put.get()))).isEqualTo(put.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static ParameterVector vector(boolean single, int size) {
        ParameterBlock block = ParameterBlock.trainable("w", size);
        ParameterLayout layout = single ? ParameterLayout.float32(block) : ParameterLayout.float64(block);
        Random random = new Random(size);
        return ParameterVector.of(layout, random.doubles(size, -1, 1).toArray());
    }
}
