package org.folkmoot.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger's receipts are worth, and that it can do what it says it can. */
public interface LedgerReceiptContract extends LedgerPlace {
    /** A receipt verifies against its checkpoint, also when the ledger holds more by then. */
    @Test
    default void verifiesItsReceiptsWheneverAsked(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt first = ledger.publish(signed(log, 3), log);
            ledger.verify(first, signed(log, 3));
            LedgerReceipt second = ledger.publish(signed(log, 9), log);
            ledger.verify(first, signed(log, 3));
            ledger.verify(second, signed(log, 9));
            assertThat(first.ledger()).isEqualTo(ledger.name());
        }
    }

    /** A receipt does not need the adapter that gave it out. */
    @Test
    default void verifiesReceiptsOfEarlierLives(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        LedgerReceipt receipt;
        try (LedgerAdapter ledger = open(folder)) {
            receipt = ledger.publish(signed(log, 3), log);
            ledger.publish(signed(log, 9), log);
        }
        try (LedgerAdapter ledger = open(folder)) {
            ledger.verify(receipt, signed(log, 3));
        }
    }

    /** What a ledger answers to a duplicate, or to a checkpoint that comes late, is a receipt like any other. */
    @Test
    default void givesReceiptsForWhatItHoldsAlready(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 9), log);
        }
        try (LedgerAdapter ledger = open(folder)) {
            ledger.verify(ledger.publish(signed(log, 9), log), signed(log, 9));
            ledger.verify(ledger.publish(signed(log, 4), log), signed(log, 9));
        }
    }

    /** A receipt is for one checkpoint. */
    @Test
    default void refusesAReceiptForAnotherCheckpoint(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt receipt = ledger.publish(signed(log, 3), log);
            ledger.publish(signed(log, 9), log);
            refuses(ledger, receipt, signed(log, 9));
            refuses(ledger, receipt, signed(GrowingLog.of("other leaf", 9), 3));
            refuses(ledger, receipt, sign(Signer.ANOTHER_LOG, 3, log.root(3)));
            refuses(ledger, receipt, sign(Signer.A_FORGER, 3, log.root(3)));
            refuses(ledger, receipt, sign(Signer.NOBODY, 3, log.root(3)));
        }
    }

    /** A tree that was never published has no receipt, however it looks. */
    @Test
    default void refusesAReceiptForWhatItNeverAccepted(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        GrowingLog fork = GrowingLog.of("other leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt genuine = ledger.publish(signed(log, 3), log);
            ledger.publish(signed(log, 9), log);
            for (SignedCheckpoint never : List.of(signed(log, 5), signed(fork, 3), signed(fork, 9), signed(fork, 5))) {
                refuses(ledger, with(genuine, TreeHead.of(never)), never);
            }
        }
    }

    /** Nothing in a receipt can be changed unnoticed. */
    @Test
    default void refusesForgedReceipts(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        SignedCheckpoint checkpoint = signed(log, 3);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt genuine = ledger.publish(checkpoint, log);
            for (LedgerReceipt forged : forgeries(genuine)) {
                refuses(ledger, forged, checkpoint);
            }
            ledger.verify(genuine, checkpoint);
        }
    }

    private static List<LedgerReceipt> forgeries(LedgerReceipt genuine) {
        TreeHead tree = genuine.tree();
        List<LedgerReceipt> forged = new ArrayList<>();
        forged.add(new LedgerReceipt(
                genuine.ledger() + "-x", tree, genuine.position(), genuine.time(), genuine.evidence()));
        forged.add(with(genuine, new TreeHead("other.example/log", tree.size(), tree.root())));
        forged.add(with(genuine, new TreeHead(tree.origin(), tree.size() + 1, tree.root())));
        forged.add(with(genuine, new TreeHead(tree.origin(), tree.size(), Digest.sha256())));
        forged.add(new LedgerReceipt(
                genuine.ledger(),
                tree,
                OptionalLong.of(genuine.position().orElse(0) + 1),
                genuine.time(),
                genuine.evidence()));
        Instant later = genuine.time().orElse(Instant.EPOCH).plusSeconds(1);
        forged.add(
                new LedgerReceipt(genuine.ledger(), tree, genuine.position(), Optional.of(later), genuine.evidence()));
        for (Bytes evidence : otherEvidence(genuine.evidence().toByteArray())) {
            forged.add(new LedgerReceipt(genuine.ledger(), tree, genuine.position(), genuine.time(), evidence));
        }
        return forged;
    }

    private static List<Bytes> otherEvidence(byte[] evidence) {
        List<Bytes> others = new ArrayList<>(List.of(Bytes.of(Arrays.copyOf(evidence, evidence.length + 1))));
        if (evidence.length > 0) {
            others.add(Bytes.of(new byte[0]));
            others.add(Bytes.of(Arrays.copyOf(evidence, evidence.length - 1)));
        }
        for (int i = 0; i < evidence.length; i += 1 + evidence.length / 16) {
            byte[] changed = evidence.clone();
            changed[i] ^= 1;
            others.add(Bytes.of(changed));
        }
        return others;
    }

    private static LedgerReceipt with(LedgerReceipt receipt, TreeHead tree) {
        return new LedgerReceipt(receipt.ledger(), tree, receipt.position(), receipt.time(), receipt.evidence());
    }

    /** Positions and times are there exactly where the ledger says so, and never go back. */
    @Test
    default void ordersAndTimesAsItSays(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            boolean orders = ledger.capabilities().contains(LedgerCapability.ORDERS);
            boolean times = ledger.capabilities().contains(LedgerCapability.TIMESTAMPS);
            long position = Long.MIN_VALUE;
            Instant time = Instant.MIN;
            for (long size : new long[] {2, 5, 9}) {
                LedgerReceipt receipt = ledger.publish(signed(log, size), log);
                assertThat(receipt.position().isPresent()).isEqualTo(orders);
                assertThat(receipt.time().isPresent()).isEqualTo(times);
                assertThat(receipt.position().orElse(position)).isGreaterThanOrEqualTo(position);
                assertThat(receipt.time().orElse(time)).isAfterOrEqualTo(time);
                position = receipt.position().orElse(position);
                time = receipt.time().orElse(time);
            }
        }
    }

    /** Who claims to convince strangers has something to show them. */
    @Test
    default void hasEvidenceWhereItAnchors(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 9);
        try (LedgerAdapter ledger = open(folder)) {
            LedgerReceipt receipt = ledger.publish(signed(log, 9), log);
            boolean anchors = ledger.capabilities().contains(LedgerCapability.ANCHORS);
            assertThat(receipt.evidence().size() > 0 || !anchors).isTrue();
        }
    }

    /** Who claims to keep leaves gives back every one, and no other; who does not says so. */
    @Test
    default void givesLeavesBackAsItSays(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 300);
        try (LedgerAdapter ledger = open(folder)) {
            ledger.publish(signed(log, 7), log);
            ledger.publish(signed(log, 270), log);
            if (ledger.capabilities().contains(LedgerCapability.STORES_ENTRIES)) {
                for (long i = 0; i < 270; i++) {
                    assertThat(ledger.leaf(i)).isEqualTo(log.leaf(i));
                }
                assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ledger.leaf(270));
                assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ledger.leaf(-1));
            } else {
                assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ledger.leaf(0));
            }
        }
    }

    /** What a ledger can do does not change, and is not the caller's to change. */
    @Test
    default void saysWhatItCanDoOnceAndForAll(@TempDir Path folder) throws Exception {
        GrowingLog log = GrowingLog.of("leaf", 3);
        try (LedgerAdapter ledger = open(folder)) {
            var before = ledger.capabilities();
            ledger.publish(signed(log, 3), log);
            assertThat(ledger.capabilities()).isEqualTo(before).isUnmodifiable();
        }
    }

    private SignedCheckpoint signed(GrowingLog log, long size) {
        return sign(Signer.THE_LOG, size, log.root(size));
    }

    private static void refuses(LedgerAdapter ledger, LedgerReceipt receipt, SignedCheckpoint checkpoint) {
        assertThatExceptionOfType(InvalidReceiptException.class)
                .as("%s for %s", receipt, checkpoint)
                .isThrownBy(() -> ledger.verify(receipt, checkpoint));
    }
}
