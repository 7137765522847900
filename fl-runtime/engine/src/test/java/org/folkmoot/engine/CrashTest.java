package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.testkit.CrashInjector;
import org.folkmoot.testkit.CrashInjector.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} leaves behind, a new run finishes. */
class CrashTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What SLF4J prints when nobody listens to it. */
    private static final int HEADER_LINES = 3;

    @TempDir
    Path folder;

    private String undisturbed = "";

    @Test
    void sixKillsChangeNothingButTheNumberOfAttempts() throws Exception {
        killRepeatedly(6, new Random(1));
    }

    @Test
    @Tag("long")
    void fiftyKillsChangeNothingButTheNumberOfAttempts() throws Exception {
        killRepeatedly(50, new Random(2));
    }

    private void killRepeatedly(int kills, Random random) throws Exception {
        Duration whole = runUndisturbed();
        int left = kills;
        for (int run = 0; left > 0; run++) {
            assertThat(run).as("runs that nobody managed to kill").isLessThanOrEqualTo(kills);
            left -= surviveKills(folder.resolve("ledger-" + run), whole, left, random);
        }
    }

    /**
     * Kills a run over a new ledger again and again until it completes, and checks what it came to.
     *
     * @param ledger of the run
     * @param whole how long an undisturbed run takes
     * @param most how many kills at most
     * @param random draws their instants
     * @return how many kills there were
     */
    private int surviveKills(Path ledger, Duration whole, int most, Random random) throws Exception {
        CrashInjector victim =
                CrashInjector.of(CrashVictim.class, ledger.toString()).patience(PATIENCE);
        List<String> printed = new ArrayList<>();
        int kills = 0;
        boolean completed = false;
        while (kills < most && !completed) {
            // Every second run dies right after one of its first events, the others at any instant at all.
            Outcome outcome = kills % 2 == 1
                    ? victim.killAtLine(HEADER_LINES + 1 + random.nextInt(4))
                    : victim.killAtRandom(random, whole);
            printed.addAll(outcome.lines());
            kills += outcome.killed() ? 1 : 0;
            completed = !outcome.killed();
        }
        Outcome last = victim.runToEnd();
        printed.addAll(last.lines());
        requireIntact(ledger, last, printed);
        return kills;
    }

    private void requireIntact(Path ledger, Outcome last, List<String> printed) throws Exception {
        assertThat(last.exit()).as(String.join("\n", last.lines())).isZero();
        assertThat(last.lines()).contains(CrashVictim.MODEL + undisturbed);
        FederationReport report = CrashVictim.federation(ledger).build().run();
        assertThat(report.attempts()).as("nothing was left to do").isEmpty();
        assertThat(report.modelDigest().hex()).isEqualTo(undisturbed);
        VerificationReport verified = Farms.verify(report);
        assertThat(verified.isReplayed()).isTrue();
        assertThat(verified.rounds()).isEqualTo(CrashVictim.ROUNDS);
        List<RoundLeaf> leaves = leaves(ledger);
        assertThat(leaves)
                .filteredOn(leaf -> !leaf.isCommitted())
                .hasSize(Math.toIntExact(verified.abandoned()))
                .allMatch(leaf -> leaf.reason().equals("coordinator-restarted"));
        TreeSet<String> onRecord = new TreeSet<>();
        leaves.forEach(leaf -> onRecord.add(leaf.attempt().toString()));
        assertThat(onRecord).as("each attempt once").hasSameSizeAs(leaves);
        assertThat(onRecord).containsAll(attempts(printed, CrashVictim.OPENED));
        assertThat(onRecord).containsAll(attempts(printed, CrashVictim.ENDED));
    }

    private static List<String> attempts(List<String> printed, String event) {
        return printed.stream()
                .filter(line -> line.startsWith(event))
                .map(line -> line.substring(event.length()))
                .toList();
    }

    /** Notes the model that an undisturbed run comes to and {@return how long it takes} */
    private Duration runUndisturbed() throws IOException, InterruptedException {
        Path ledger = folder.resolve("undisturbed");
        long start = System.nanoTime();
        Outcome outcome = CrashInjector.of(CrashVictim.class, ledger.toString())
                .patience(PATIENCE)
                .runToEnd();
        Duration whole = Duration.ofNanos(System.nanoTime() - start);
        assertThat(outcome.exit()).as(String.join("\n", outcome.lines())).isZero();
        undisturbed = outcome.lines().get(outcome.lines().size() - 1).substring(CrashVictim.MODEL.length());
        return whole;
    }

    private static List<RoundLeaf> leaves(Path ledger) throws IOException, InvalidLeafException {
        List<RoundLeaf> leaves = new ArrayList<>();
        try (TransparencyLog log = TransparencyLog.open(ledger)) {
            for (long index = 0; index < log.size(); index++) {
                if (LeafCodec.parseUnverified(log.leaf(index)) instanceof RoundLeaf leaf) {
                    leaves.add(leaf);
                }
            }
        }
        return leaves;
    }
}
