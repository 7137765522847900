package org.folkmoot.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final List<byte[]> RECORDS = List.of(
            "reserve".getBytes(UTF_8), new byte[0], "roster".getBytes(UTF_8), new byte[300], "proof".getBytes(UTF_8));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("journal");
    }

    @Test
    void aTearAtEveryByteOfTheLastRecordRecoversExactlyTheOnesBefore() throws IOException {
        writeRecords(RECORDS.subList(0, 4));
        int start = (int) Files.size(file);
        Files.delete(file);
        writeRecords(RECORDS);
        byte[] whole = Files.readAllBytes(file);
        for (int cut = start; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));

            try (Journal journal = Journal.open(file)) {
                assertThat(journal.records()).containsExactlyElementsOf(RECORDS.subList(0, 4));
                assertThat(journal.tornBytes()).isEqualTo(cut - start);
            }

            assertThat(Files.size(file)).isEqualTo(start);
        }
    }

    @Test
    void aBitFlipInARecordBeforeTheLastIsRefusedWithItsOffset() throws IOException {
        writeRecords(RECORDS.subList(0, 2));
        int start = (int) Files.size(file);
        Files.delete(file);
        writeRecords(RECORDS);
        byte[] whole = Files.readAllBytes(file);
        int length = JournalFormat.RECORD_HEADER_BYTES + RECORDS.get(2).length;
        for (int bit = 8 * start; bit < 8 * (start + length); bit++) {
            byte[] damaged = flipped(whole, bit);
            Files.write(file, damaged);

            assertThatThrownBy(() -> Journal.open(file))
                    .isInstanceOfSatisfying(
                            JournalCorruptException.class,
                            e -> assertThat(e.offset()).isEqualTo(start));

            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void aBitFlipInTheLastRecordIsATornTail() throws IOException {
        writeRecords(RECORDS.subList(0, 4));
        int start = (int) Files.size(file);
        Files.delete(file);
        writeRecords(RECORDS);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 8 * start; bit < 8 * whole.length; bit++) {
            Files.write(file, flipped(whole, bit));

            try (Journal journal = Journal.open(file)) {
                assertThat(journal.records()).hasSize(4);
                assertThat(journal.tornBytes()).isEqualTo(whole.length - start);
            }
        }
    }

    @Test
    void aBitFlipBeforeATornTailIsStillRefused() throws IOException {
        writeRecords(RECORDS);
        byte[] whole = Files.readAllBytes(file);
        byte[] torn = Arrays.copyOf(whole, whole.length - 1);
        Files.write(file, flipped(torn, 8 * JournalFormat.FILE_HEADER_BYTES));

        assertThatThrownBy(() -> Journal.open(file)).isInstanceOf(JournalCorruptException.class);
    }

    @Test
    void zerosBehindTheLastRecordAreATornTail() throws IOException {
        writeRecords(RECORDS);
        Files.write(file, new byte[4096], StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).containsExactlyElementsOf(RECORDS);
            assertThat(journal.tornBytes()).isEqualTo(4096);
        }
    }

    @Test
    void continuesBehindTheLastGoodRecordAfterATear() throws IOException {
        writeRecords(RECORDS);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 1));
        try (Journal journal = Journal.open(file)) {
            assertThat(journal.append(new byte[] {9})).isEqualTo(4);
            journal.force();
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).hasSize(5);
            assertThat(journal.records().get(4)).containsExactly(9);
            assertThat(journal.tornBytes()).isZero();
        }
    }

    @Test
    void anEmptyJournalHasNoRecords() throws IOException {
        Journal.open(file).close();

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).isEmpty();
            assertThat(journal.tornBytes()).isZero();
        }
    }

    @Test
    void rewritingReplacesAllRecordsAndAppendingGoesOn() throws IOException {
        try (Journal journal = Journal.open(file)) {
            for (byte[] record : RECORDS) {
                journal.append(record);
            }
            journal.rewrite(List.of(new byte[] {1}, new byte[] {2}));
            assertThat(journal.append(new byte[] {3})).isEqualTo(2);
            journal.force();
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
        }
    }

    @Test
    void acceptsNothingMoreAfterAFailedWrite() throws IOException {
        try (Journal journal = Journal.open(file)) {
            journal.append(RECORDS.get(0));
            Thread.currentThread().interrupt(); // makes the channel fail and close
            try {
                assertThatThrownBy(() -> journal.append(RECORDS.get(2))).isInstanceOf(IOException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }

            assertThatThrownBy(() -> journal.append(RECORDS.get(2))).hasMessageContaining("earlier failure");
            assertThatThrownBy(journal::force).hasMessageContaining("earlier failure");
            assertThatThrownBy(() -> journal.rewrite(List.of())).hasMessageContaining("earlier failure");
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).containsExactly(RECORDS.get(0));
        }
    }

    @Test
    void refusesAFileThatIsNoJournal() throws IOException {
        for (String content : List.of("", "FOLKJRNL", "something else entirely", "FOLKJRNL\0\0\0\2")) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> Journal.open(file))
                    .isInstanceOfSatisfying(
                            JournalCorruptException.class,
                            e -> assertThat(e.offset()).isZero());
        }
    }

    @Test
    void takesRecordsUpToItsLimitAndNoLonger() throws IOException {
        byte[] longest = new byte[Journal.MAX_RECORD_BYTES];
        try (Journal journal = Journal.open(file)) {
            journal.append(longest);
            assertThatThrownBy(() -> journal.append(new byte[Journal.MAX_RECORD_BYTES + 1]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(journal.append(new byte[0])).isEqualTo(1);
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.records()).hasSize(2);
            assertThat(journal.records().get(0)).isEqualTo(longest);
        }
    }

    private void writeRecords(List<byte[]> records) throws IOException {
        try (Journal journal = Journal.open(file)) {
            for (byte[] record : records) {
                journal.append(record);
            }
            journal.force();
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
