package org.folkmoot.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final int LOCKED = 3;

    @TempDir
    Path folder;

    @Test
    void keepsOutASecondObjectOfTheSameProcess() throws IOException {
        try (FolderLock held = FolderLock.acquire(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FolderLock.acquire(folder))
                    .isInstanceOf(FolderLockedException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void keepsOutAnotherProcess() throws IOException, InterruptedException {
        FolderLock held = FolderLock.acquire(folder);

        assertThat(acquireInAnotherProcess()).isEqualTo(LOCKED);

        held.close();
        assertThat(acquireInAnotherProcess()).isZero();
    }

    @Test
    void isNotLostWhenASecondObjectIsRefused() throws IOException, InterruptedException {
        try (FolderLock held = FolderLock.acquire(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FolderLock.acquire(folder)).isInstanceOf(FolderLockedException.class);

            assertThat(acquireInAnotherProcess()).isEqualTo(LOCKED);
        }
    }

    @Test
    void letsTheNextOneInAfterClosing() throws IOException {
        FolderLock first = FolderLock.acquire(folder);
        first.close();
        first.close();

        FolderLock second = FolderLock.acquire(folder);

        assertThatThrownBy(() -> FolderLock.acquire(folder)).isInstanceOf(FolderLockedException.class);
        second.close();
    }

    @Test
    void makesTheFolder() throws IOException {
        try (FolderLock held = FolderLock.acquire(folder.resolve("a").resolve("b"))) {
            assertThat(held).isNotNull();
            assertThat(folder.resolve("a").resolve("b")).isDirectory();
        }
    }

    private int acquireInAnotherProcess() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(java, "-cp", classPath, Acquirer.class.getName(), folder.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The other process. */
    static final class Acquirer {
        private Acquirer() {}

        public static void main(String[] arguments) throws IOException {
            try (FolderLock held = FolderLock.acquire(Path.of(arguments[0]))) {
                System.exit(held == null ? 1 : 0);
            } catch (FolderLockedException e) {
                System.exit(LOCKED);
            }
        }
    }
}
