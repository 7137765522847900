package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.leaf.RoundLeaf.Records;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as long as a disk, some of them truly named, verified in a process that has 64 MiB. */
class HugeFilesTest {
    private static final long HUGE = 10L << 30;

    /** SHA-256 of ten GiB of zeroes, as {@code head -c 10737418240 /dev/zero | sha256sum} gives it. */
    private static final Digest ZEROES =
            Digest.parse("732377e7f4a2abdc13ddfa1eb4c9c497fd2a2b294674d056cf51581b47dd586d");

    @TempDir
    private Path folder;

    /** Verifies each folder and prints what is wrong with it. */
    static final class SmallVerifier {
        private SmallVerifier() {}

        public static void main(String[] args) {
            VerifierKey key = VerifierKey.parse(args[0]);
            for (int i = 1; i < args.length; i++) {
                System.out.println(answer(LedgerVerifier.of(TrustAnchor.logKey(key)), Path.of(args[i])));
            }
        }

        private static String answer(LedgerVerifier verifier, Path path) {
            try {
                if (Files.isDirectory(path)) {
                    verifier.verify(path, VerificationOptions.withReplay());
                } else {
                    verifier.verifyProof(path);
                }
                return "verified";
            } catch (InvalidProofException e) {
                return e.kind().word() + " " + e.detail();
            }
        }
    }

    @Test
    @Timeout(120)
    void answersForHugeBlobsUnderTheirTrueDigests() throws Exception {
        LedgerFixture records = LedgerFixture.honest(3, 1);
        records.append(withRecords(records.committed(records.honestRecords()).build()));
        LedgerFixture update = LedgerFixture.honest(3, 1);
        update.append(update.committed(naming(update, ZEROES)).build());
        LedgerFixture state = LedgerFixture.honest(3, 1);
        state.append(state.committed(state.honestRecords())
                .committed(new Change(state.chain.state(), ZEROES), Change.none(state.chain.model()))
                .build());
        List<Path> runs = new ArrayList<>();
        for (LedgerFixture ledger : List.of(records, update, state)) {
            Path run = ledger.write(folder.resolve("blob" + runs.size()));
            makeHuge(LedgerFixture.input(run, ZEROES));
            runs.add(run);
        }

        List<String> answers = verifyInLittleMemory(records, runs);

        assertThat(answers)
                .containsExactly(
                        "input-tampered " + HUGE + " bytes (expected: <= 6146)",
                        "input-tampered " + HUGE + " bytes (expected: 16)",
                        "input-tampered " + HUGE + " bytes (expected: <= 65536)");
    }

    @Test
    @Timeout(120)
    void answersForHugeFilesInEveryOtherPlace() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        int last = ledger.leaves.size();
        List<Path> runs = new ArrayList<>();
        for (String name : List.of(
                "ledger/log/checkpoint",
                "ledger/log/tile/entries/000.p/" + last,
                "ledger/log/tile/0/000.p/" + last,
                "ledger/log.vkey",
                "model/parameters.bin",
                "model/model.json")) {
            Path run = ledger.write(folder.resolve("place" + runs.size()));
            makeHuge(run.resolve(name));
            runs.add(run);
        }
        Path proof = folder.resolve("huge.tlog-proof");
        makeHuge(proof);
        runs.add(proof);

        List<String> answers = verifyInLittleMemory(ledger, runs);

        assertThat(answers).hasSize(runs.size()).allMatch(answer -> answer.contains(Long.toString(HUGE)));
    }

    @Test
    @Tag("long")
    @Timeout(300)
    void hashesAHugeInputThatNobodyRefersToInAStream() throws Exception {
        LedgerFixture ledger = LedgerFixture.honest(3, 1);
        Path run = ledger.write(folder.resolve("stream"));
        makeHuge(LedgerFixture.input(run, ZEROES));

        assertThat(verifyInLittleMemory(ledger, List.of(run))).containsExactly("verified");
    }

    private static RoundLeaf withRecords(RoundLeaf leaf) {
        Participants said = leaf.participants();
        Records named = new Records(said.records().root(), said.records().count(), ZEROES);
        Participants participants = new Participants(
                said.registryCount(),
                said.registryRoot(),
                said.invited(),
                said.submitted(),
                said.included(),
                said.rejected(),
                named);
        return new RoundLeaf(
                leaf.federation(),
                leaf.previous(),
                leaf.attempt(),
                leaf.outcome(),
                leaf.reason(),
                leaf.program(),
                leaf.state(),
                leaf.model(),
                participants,
                leaf.totalWeight(),
                leaf.privacy(),
                leaf.taints(),
                leaf.evaluation(),
                leaf.clock());
    }

    /** Records of which the first names this update; the state that the fixture computes is of another one. */
    private static RecordSet naming(LedgerFixture ledger, Digest payload) {
        List<ClientRecord> records = new ArrayList<>(ledger.honestRecords().records());
        ClientRecord first = records.get(0);
        ledger.inputs.put(payload, new byte[16]);
        records.set(0, ClientRecord.included(ledger.sign(ledger.statement(first.pseudonym(), payload)), first.salt()));
        return RecordSet.of(records);
    }

    /** A sparse file takes no room on the disk. */
    private static void makeHuge(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(HUGE);
        }
    }

    private static List<String> verifyInLittleMemory(LedgerFixture ledger, List<Path> paths) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallVerifier.class.getName(),
                ledger.vkey().encode()));
        paths.forEach(path -> command.add(path.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(out).isZero();
            return out.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
