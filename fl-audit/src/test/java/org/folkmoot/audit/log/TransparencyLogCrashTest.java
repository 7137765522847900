package org.folkmoot.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.testkit.CrashInjector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransparencyLogCrashTest {
    private static final int KILLS = 4;
    private static final int PRODUCERS = 4;
    private static final Random RANDOM = new Random(5);

    @TempDir
    private Path folder;

    /** Appends numbered leaves and writes each number once it is acknowledged; without end. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            try (TransparencyLog log = TransparencyLog.open(Path.of(args[0]), "example.org/log")) {
                while (true) {
                    System.out.println(log.append(leaf(log.size())).index());
                }
            }
        }
    }

    /** Appends from several threads; prints each acknowledgement and every root that it signs. */
    static final class BusyWriter {
        private BusyWriter() {}

        public static void main(String[] args) throws Exception {
            try (TransparencyLog log = TransparencyLog.open(Path.of(args[0]), "example.org/log")) {
                List<Thread> producers = new ArrayList<>();
                for (int i = 0; i < PRODUCERS; i++) {
                    String name = args[1] + "." + i;
                    producers.add(new Thread(() -> produce(log, name)));
                }
                producers.forEach(Thread::start);
                while (true) {
                    SignedCheckpoint checkpoint = log.checkpoint();
                    say("signed " + checkpoint.size() + " " + checkpoint.root().hex());
                }
            }
        }

        private static void produce(TransparencyLog log, String name) {
            try {
                for (long number = 0; true; number++) {
                    String text = name + "." + number;
                    say("leaf " + log.append(Bytes.utf8(text)).index() + " " + text);
                }
            } catch (AuditException e) {
                say("failed " + e.getMessage());
            }
        }

        private static void say(String line) {
            synchronized (System.out) {
                System.out.println(line);
            }
        }
    }

    private static Bytes leaf(long index) {
        return Bytes.utf8("leaf " + index);
    }

    @Test
    void losesNoAcknowledgedLeafHoweverOftenItIsKilled() throws Exception {
        CrashInjector writer = CrashInjector.of(Writer.class, folder.toString()).patience(Duration.ofSeconds(60));
        for (int kill = 0; kill < KILLS; kill++) {
            CrashInjector.Outcome outcome = writer.killAtLine(1 + RANDOM.nextInt(40));
            assertThat(outcome.killed()).as(outcome.lines().toString()).isTrue();
            long acknowledged = acknowledged(outcome.lines());
            try (TransparencyLog log = TransparencyLog.open(folder)) {
                assertThat(log.size()).isBetween(acknowledged, acknowledged + 40);
                for (long index = 0; index < log.size(); index++) {
                    assertThat(log.leaf(index)).isEqualTo(leaf(index));
                }
                LogReader.open(folder.resolve("log")).checkTree(log.checkpoint());
            }
        }
    }

    @Test
    void keepsItsHistoryUnderSeveralProducers() throws Exception {
        killUnderLoad(2);
    }

    @Test
    @Tag("long")
    void keepsItsHistoryThroughTwoHundredKills() throws Exception {
        killUnderLoad(200);
    }

    private void killUnderLoad(int kills) throws Exception {
        Map<Long, String> acknowledged = new TreeMap<>();
        Map<Long, String> signed = new TreeMap<>();
        for (int kill = 0; kill < kills; kill++) {
            CrashInjector.Outcome outcome = CrashInjector.of(BusyWriter.class, folder.toString(), "run" + kill)
                    .patience(Duration.ofSeconds(60))
                    .killAtLine(1 + RANDOM.nextInt(400));
            assertThat(outcome.killed()).as(outcome.lines().toString()).isTrue();
            for (String line : outcome.lines()) {
                if (line.matches("leaf [0-9]+ run[0-9]+[.][0-9][.][0-9]+")) {
                    String[] words = line.split(" ", -1);
                    assertThat(acknowledged.put(Long.parseLong(words[1]), words[2]))
                            .isNull();
                } else if (line.matches("signed [0-9]+ [0-9a-f]{64}")) {
                    String[] words = line.split(" ", -1);
                    String before = signed.put(Long.parseLong(words[1]), words[2]);
                    assertThat(before).isIn(null, words[2]);
                }
            }
            requireKept(acknowledged, signed);
        }
    }

    private void requireKept(Map<Long, String> acknowledged, Map<Long, String> signed) throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder)) {
            GrowingMerkleTree tree = GrowingMerkleTree.create();
            for (long index = 0; index < log.size(); index++) {
                Bytes leaf = log.leaf(index);
                tree.append(MerkleHash.leaf(leaf.toByteArray()));
                String expected = acknowledged.get(index);
                if (expected != null) {
                    assertThat(leaf).isEqualTo(Bytes.utf8(expected));
                }
            }
            for (long index : acknowledged.keySet()) {
                assertThat(index).isLessThan(log.size());
            }
            for (Map.Entry<Long, String> each : signed.entrySet()) {
                assertThat(tree.root(each.getKey()).hex()).isEqualTo(each.getValue());
            }
            LogReader.open(folder.resolve("log")).checkTree(log.checkpoint());
        }
    }

    private static long acknowledged(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("[0-9]+"))
                .mapToLong(index -> Long.parseLong(index) + 1)
                .max()
                .orElseThrow();
    }

    @Test
    void tellsASecondProcessWhoHoldsIt() throws Exception {
        try (TransparencyLog log = TransparencyLog.open(folder, "example.org/log")) {
            CrashInjector.Outcome outcome =
                    CrashInjector.of(Writer.class, folder.toString()).runToEnd();
            assertThat(outcome.exit()).isNotZero();
            assertThat(String.join("\n", outcome.lines()))
                    .contains("held by process " + ProcessHandle.current().pid());
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> TransparencyLog.open(folder))
                    .withMessageContaining("process " + ProcessHandle.current().pid());
            log.append(leaf(0));
            assertThat(CrashInjector.of(Writer.class, folder.toString())
                            .runToEnd()
                            .exit())
                    .as("still locked after the second one in this process was refused")
                    .isNotZero();
        }
    }
}
