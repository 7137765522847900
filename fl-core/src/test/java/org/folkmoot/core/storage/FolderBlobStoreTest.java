package org.folkmoot.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.folkmoot.api.Digest;
import org.folkmoot.api.storage.BlobCorruptException;
import org.folkmoot.api.storage.BlobMissingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    private Path root;
    private FolderBlobStore store;

    @BeforeEach
    void openStore() throws IOException {
        root = folder.resolve("blobs");
        store = FolderBlobStore.open(root);
    }

    @Test
    void givesBackWhatWasPutUnderItsDigest() throws IOException {
        for (byte[] content : List.of(CONTENT, new byte[0], new byte[100_000])) {
            Digest digest = store.put(content);

            assertThat(digest).isEqualTo(Digest.sha256(content));
            assertThat(store.get(digest)).isEqualTo(content);
            assertThat(store.contains(digest)).isTrue();
        }
    }

    @Test
    void putsAFileNamedByItsDigestAndNothingElse() throws IOException {
        Digest digest = store.put(CONTENT);
        store.put(CONTENT);
        store.force();

        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(fileOf(digest));
        }
        assertThat(Files.readAllBytes(fileOf(digest))).isEqualTo(CONTENT);
    }

    @Test
    void anotherStoreOnTheSameFolderSeesIt() throws IOException {
        Digest digest = store.put(CONTENT);
        store.force();
        store.close();

        try (FolderBlobStore other = FolderBlobStore.open(root)) {
            assertThat(other.get(digest)).isEqualTo(CONTENT);
        }
    }

    @Test
    void tellsAbsenceByTheDigest() {
        Digest digest = Digest.sha256(CONTENT);

        assertThat(store.contains(digest)).isFalse();
        assertThatThrownBy(() -> store.get(digest))
                .isInstanceOfSatisfying(
                        BlobMissingException.class, e -> assertThat(e.digest()).isEqualTo(digest));
    }

    @Test
    void tellsDamageAndIsHealedByPuttingAgain() throws IOException {
        Digest digest = store.put(CONTENT);
        for (byte[] damaged : List.of(new byte[0], new byte[] {1, 2}, new byte[] {1, 2, 4}, new byte[] {1, 2, 3, 4})) {
            Files.write(fileOf(digest), damaged);
            assertThatThrownBy(() -> store.get(digest)).isInstanceOf(BlobCorruptException.class);

            store.put(CONTENT);

            assertThat(store.get(digest)).isEqualTo(CONTENT);
        }
    }

    @Test
    void deletesAndDeletingAgainIsNoError() throws IOException {
        Digest digest = store.put(CONTENT);

        store.delete(digest);
        store.delete(digest);
        store.force();

        assertThat(store.contains(digest)).isFalse();
        assertThat(store.get(store.put(CONTENT))).isEqualTo(CONTENT);
    }

    @Test
    void acceptsNothingMoreAfterAFailedForce() throws IOException {
        Digest digest = store.put(CONTENT);
        Files.delete(fileOf(digest)); // behind its back, and its folder too, so forcing them fails
        Files.delete(fileOf(digest).getParent());

        assertThatThrownBy(store::force).isInstanceOf(IOException.class);

        assertThatThrownBy(store::force).hasMessageContaining("failed earlier");
        assertThatThrownBy(() -> store.put(CONTENT)).hasMessageContaining("failed earlier");
    }

    @Test
    void takesContentsFromManyThreads() {
        List<Digest> digests = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> putUnchecked(new byte[i % 50]))
                .toList();

        assertThat(digests).hasSize(200).allMatch(store::contains);
    }

    private Digest putUnchecked(byte[] content) {
        try {
            return store.put(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fileOf(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }
}
