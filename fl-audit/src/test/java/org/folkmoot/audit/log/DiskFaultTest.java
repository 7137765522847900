package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.audit.log.FaultyDisk.Fault;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No fault of the disk, at whatever step, loses an acknowledged leaf or makes two histories. */
final class DiskFaultTest {
    private static final String ORIGIN = "example.org/log";
    private static final int PAGE = 64;
    private static final int LEAVES_BEFORE = 254;

    @TempDir
    private Path temporary;

    private Path template;
    private int copies;

    @BeforeEach
    void makeALog() throws Exception {
        template = temporary.resolve("template");
        try (TransparencyLog log = TransparencyLog.open(template, ORIGIN)) {
            log.appendAll(TransparencyLogTest.leaves(LEAVES_BEFORE));
        }
    }

    /** What happens to the machine between the fault and the next writer. */
    private enum Aftermath {
        /** The next writer sees what the operating system remembers. */
        GOES_ON,
        LOSES_ALL,
        LOSES_HALF,
        LOSES_NOTHING;

        void on(FaultyDisk disk) throws IOException {
            int bytes = disk.unforcedBytes();
            switch (this) {
                case GOES_ON -> {}
                case LOSES_ALL -> disk.cutKeeping(0, false);
                case LOSES_HALF -> disk.cutKeeping(bytes / 2, false);
                case LOSES_NOTHING -> disk.cutKeeping(bytes, true);
            }
        }
    }

    @Test
    void keepsWhatItAcknowledgedAtSomeFaults() throws Exception {
        faultAtEvery(13);
    }

    @Test
    @Tag("long")
    void keepsWhatItAcknowledgedAtEveryFault() throws Exception {
        faultAtEvery(1);
    }

    private void faultAtEvery(int stride) throws Exception {
        FaultyDisk undisturbed = new FaultyDisk(copy(), null, -1);
        work(undisturbed, folderOfLastCopy(), new ArrayList<>());
        assertThat(undisturbed.steps()).isGreaterThan(40);
        int turn = 0;
        for (int step = 1; step <= undisturbed.steps() + 2; step++) {
            for (Fault fault : Fault.values()) {
                for (Aftermath aftermath : Aftermath.values()) {
                    boolean falseMemory = fault == Fault.BAD_FORCE && aftermath == Aftermath.GOES_ON;
                    if (undisturbed.suits(fault, step) && (falseMemory || turn++ % stride == 0)) {
                        fault(fault, step, aftermath);
                    }
                }
            }
        }
    }

    private void fault(Fault fault, int step, Aftermath aftermath) throws Exception {
        FaultyDisk disk = new FaultyDisk(copy(), fault, step);
        List<Bytes> acknowledged = new ArrayList<>(TransparencyLogTest.leaves(LEAVES_BEFORE));
        String what = fault + " at step " + step + ", then the machine " + aftermath;
        work(disk, folderOfLastCopy(), acknowledged);
        aftermath.on(disk);
        FaultyDisk healed = disk.healed();
        recover(what, healed, acknowledged);
        healed.cutKeeping(0, false);
        recover(what + ", and the power fails again", healed, acknowledged);
    }

    /** Appends until something fails; leaves that were acknowledged are added to the list. */
    private void work(FaultyDisk disk, Path folder, List<Bytes> acknowledged) {
        try (TransparencyLog log = TransparencyLog.open(folder, ORIGIN, disk)) {
            for (int i = 0; i < 6; i++) {
                List<Bytes> batch = new ArrayList<>();
                for (int j = 0; j <= i % 3; j++) {
                    batch.add(Bytes.utf8("a leaf of some length, for batch " + i + ", number " + j));
                }
                List<LeafReceipt> receipts = log.appendAll(batch);
                assertThat(receipts.get(0).index()).isEqualTo(log.size() - batch.size());
                acknowledged.addAll(batch);
                if (i % 2 == 1) {
                    log.checkpoint();
                }
            }
        } catch (AuditException e) {
            assertThat(e).hasMessageContaining("log ");
        }
    }

    private void recover(String what, FaultyDisk disk, List<Bytes> acknowledged) throws Exception {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        try (TransparencyLog log = TransparencyLog.open(folderOfLastCopy(), ORIGIN, disk)) {
            assertThat(log.size()).as(what).isGreaterThanOrEqualTo(acknowledged.size());
            for (int i = 0; i < log.size(); i++) {
                if (i < acknowledged.size()) {
                    assertThat(log.leaf(i)).as(what).isEqualTo(acknowledged.get(i));
                }
                tree.append(MerkleHash.leaf(log.leaf(i).toByteArray()));
            }
            acknowledged.clear();
            for (int i = 0; i < log.size(); i++) {
                acknowledged.add(log.leaf(i));
            }
            Bytes more = Bytes.utf8("one more");
            tree.append(MerkleHash.leaf(more.toByteArray()));
            log.append(more);
            acknowledged.add(more);
            assertThat(log.checkpoint().root()).isEqualTo(tree.root());
            LogReader.open(folderOfLastCopy().resolve("log")).checkTree(log.checkpoint());
        }
        for (Map.Entry<String, String> signed : disk.signed().entrySet()) {
            byte[] root = tree.root(Long.parseLong(signed.getKey())).bytes();
            assertThat(signed.getValue())
                    .as("%s: the root signed at size %s", what, signed.getKey())
                    .isEqualTo(Base64.getEncoder().encodeToString(root));
        }
    }

    @Test
    void dropsTheLastBatchWhereverItIsTorn() throws Exception {
        tearAtEvery(37, 12);
    }

    @Test
    @Tag("long")
    void dropsTheLastBatchTornAtAnyByteAndAnyPages() throws Exception {
        tearAtEvery(1, Integer.MAX_VALUE);
    }

    private void tearAtEvery(int stride, int subsets) throws Exception {
        FaultyDisk first = beforeTheLastForce();
        int bytes = first.unforcedBytes();
        assertThat(bytes).isGreaterThan(300);
        for (int kept = 0; kept <= bytes; kept += stride) {
            FaultyDisk disk = beforeTheLastForce();
            disk.cutKeeping(kept, false);
            recover("torn after " + kept + " bytes", disk.healed(), acknowledgedBefore());
        }
        int all = 1 << first.unforcedPages(PAGE);
        Random random = new Random(11);
        for (int i = 0; i < Math.min(all, subsets); i++) {
            int mask = subsets < all ? random.nextInt(all) : i;
            IntPredicate chosen = page -> (mask >> page & 1) == 1;
            FaultyDisk disk = beforeTheLastForce();
            disk.cutKeepingPages(PAGE, chosen);
            recover("pages " + Integer.toBinaryString(mask), disk.healed(), acknowledgedBefore());
        }
    }

    private static List<Bytes> acknowledgedBefore() {
        List<Bytes> leaves = new ArrayList<>(TransparencyLogTest.leaves(LEAVES_BEFORE));
        leaves.add(Bytes.utf8("acknowledged, under no checkpoint"));
        return leaves;
    }

    /** One leaf is acknowledged, a batch is written, and the power goes before it is forced. */
    private FaultyDisk beforeTheLastForce() throws Exception {
        FaultyDisk counting = new FaultyDisk(copy(), null, -1);
        try (TransparencyLog log = TransparencyLog.open(folderOfLastCopy(), ORIGIN, counting)) {
            long opened = counting.steps();
            FaultyDisk disk = new FaultyDisk(copy(), Fault.POWER_CUT, opened + 4);
            try (TransparencyLog dying = TransparencyLog.open(folderOfLastCopy(), ORIGIN, disk)) {
                dying.append(Bytes.utf8("acknowledged, under no checkpoint"));
                List<Bytes> batch = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    batch.add(Bytes.utf8("leaf " + i + " of the batch: " + "x".repeat(20 * i)));
                }
                dying.appendAll(batch);
                throw new AssertionError("the power did not go");
            } catch (AuditException e) {
                assertThat(log.size()).isEqualTo(LEAVES_BEFORE);
            }
            return disk;
        }
    }

    private Path copy() throws IOException {
        Path copy = temporary.resolve("copy " + ++copies);
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(template.relativize(file).toString()));
            }
        }
        return copy;
    }

    private Path folderOfLastCopy() {
        return temporary.resolve("copy " + copies);
    }
}
