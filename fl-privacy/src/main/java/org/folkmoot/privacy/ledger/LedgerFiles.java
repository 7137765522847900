package org.folkmoot.privacy.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.privacy.PrivacyLedgerException;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.storage.Journal;
import org.jspecify.annotations.Nullable;

/**
 * The two journals of a ledger, and how they vouch for each other.
 *
 * <p>A journal cuts off a damaged last record, as a crash leaves it; but of a last record that was damaged later nobody could
 * tell, and a charge would be forgotten. So each record is acknowledged in a second journal, by its number and digest, before
 * the charge counts as made. At opening the first journal holds what was acknowledged, or one record more (the crash came
 * between the two), which counts; anything else is refused.
 *
 * <p>Not thread safe; used by one holder of the folder's lock at a time. What others appended meanwhile shows in the files'
 * lengths.
 */
final class LedgerFiles {
    static final String CHARGES = "charges.journal";
    static final String ACKNOWLEDGED = "acknowledged.journal";

    private static final Digest NONE = Digest.of(new byte[Digest.BYTES]);
    private static final int ACKNOWLEDGEMENT_BYTES = Long.BYTES + Digest.BYTES;

    private final Path charges;
    private final Path acknowledged;
    private @Nullable Open open;

    LedgerFiles(Path folder) {
        this.charges = folder.resolve(CHARGES);
        this.acknowledged = folder.resolve(ACKNOWLEDGED);
    }

    /** {@return what the files hold now} */
    Open refreshed() throws PrivacyLedgerException {
        try {
            Open known = open;
            if (known != null && known.isCurrent()) {
                return known;
            }
            close();
            Open fresh = read();
            open = fresh;
            return fresh;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    void close() throws PrivacyLedgerException {
        Open known = open;
        open = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    /** After a failed write nobody knows what is on the disk; the next call reads it again. */
    private void forget(PrivacyLedgerException because) {
        try {
            close();
        } catch (PrivacyLedgerException e) {
            because.addSuppressed(e);
        }
    }

    private PrivacyLedgerException unreadable(IOException e) {
        return new PrivacyLedgerException("privacy ledger " + charges.getParent() + ": " + e.getMessage(), e);
    }

    private Open read() throws IOException, PrivacyLedgerException {
        if (Files.exists(acknowledged) && Files.notExists(charges)) {
            throw corrupt("charges are gone (expected: " + charges + ")", null);
        }
        Journal records = Journal.open(charges);
        try {
            return new Open(records, Journal.open(acknowledged));
        } catch (IOException | PrivacyLedgerException e) {
            records.close();
            throw e;
        }
    }

    private PrivacyLedgerException corrupt(String what, @Nullable Throwable cause) {
        String message = "privacy ledger " + charges.getParent() + ": " + what;
        return cause == null ? new PrivacyLedgerException(message) : new PrivacyLedgerException(message, cause);
    }

    /** Both journals, open, and what they say. */
    final class Open {
        private final Journal records;
        private final Journal acknowledgements;
        private final Charges state = new Charges();
        private long count;
        private Digest head = NONE;
        private long recordBytes;
        private long acknowledgedBytes;

        private Open(Journal records, Journal acknowledgements) throws IOException, PrivacyLedgerException {
            this.records = records;
            this.acknowledgements = acknowledgements;
            replay(records.records());
            noteLengths();
        }

        Charges state() {
            return state;
        }

        Digest head() {
            return head;
        }

        /** Makes a record durable, then its acknowledgement; the state changes last. */
        void append(byte[] record) throws PrivacyLedgerException {
            try {
                records.append(record);
                records.force();
                replay(record);
                acknowledge();
                noteLengths();
            } catch (IOException e) {
                PrivacyLedgerException failure = unreadable(e);
                forget(failure);
                throw failure;
            }
        }

        private void replay(List<byte[]> all) throws IOException, PrivacyLedgerException {
            List<byte[]> acks = acknowledgements.records();
            ByteBuffer last = acks.isEmpty() ? null : ByteBuffer.wrap(acks.get(acks.size() - 1));
            long promised = last == null ? 0 : acknowledgedCount(last);
            for (byte[] record : all) {
                replay(record);
                if (last != null && count == promised && !head.equals(digest(last))) {
                    throw corrupt("record " + count + " is not the one that was acknowledged", null);
                }
            }
            if (count < promised || count > promised + 1) {
                throw corrupt(count + " records (expected: " + promised + ", as acknowledged, or one more)", null);
            }
            if (count > promised) {
                acknowledge();
            }
        }

        private void replay(byte[] record) throws PrivacyLedgerException {
            try {
                ChargeRecord.replay(record, head, state);
            } catch (MalformedJsonException e) {
                throw corrupt("record " + (count + 1) + ": " + e.getMessage(), e);
            }
            count++;
            head = Digest.sha256(record);
        }

        private void acknowledge() throws IOException {
            acknowledgements.append(ByteBuffer.allocate(ACKNOWLEDGEMENT_BYTES)
                    .putLong(count)
                    .put(head.bytes())
                    .array());
            acknowledgements.force();
        }

        private long acknowledgedCount(ByteBuffer acknowledgement) throws PrivacyLedgerException {
            if (acknowledgement.limit() != ACKNOWLEDGEMENT_BYTES) {
                throw corrupt(
                        "an acknowledgement of " + acknowledgement.limit() + " bytes (expected: "
                                + ACKNOWLEDGEMENT_BYTES + ")",
                        null);
            }
            return acknowledgement.getLong(0);
        }

        private Digest digest(ByteBuffer acknowledgement) {
            byte[] bytes = new byte[Digest.BYTES];
            acknowledgement.get(Long.BYTES, bytes);
            return Digest.of(bytes);
        }

        private boolean isCurrent() throws IOException {
            return Files.exists(charges)
                    && Files.exists(acknowledged)
                    && Files.size(charges) == recordBytes
                    && Files.size(acknowledged) == acknowledgedBytes;
        }

        private void noteLengths() throws IOException {
            recordBytes = Files.size(charges);
            acknowledgedBytes = Files.size(acknowledged);
        }

        private void close() throws IOException {
            records.close();
            acknowledgements.close();
        }
    }
}
