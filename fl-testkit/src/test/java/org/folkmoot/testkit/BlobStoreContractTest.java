package org.folkmoot.testkit;

import java.io.IOException;
import java.nio.file.Path;
import org.folkmoot.api.storage.BlobStore;
import org.folkmoot.core.storage.FolderBlobStore;
import org.junit.jupiter.api.io.TempDir;

/** Here and not in {@code fl-core}, which knows no contracts. */
class BlobStoreContractTest implements BlobStoreContract {
    @TempDir
    Path folder;

    @Override
    public BlobStore open() throws IOException {
        return FolderBlobStore.open(folder.resolve("blobs"));
    }
}
