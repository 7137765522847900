package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.ledger.External;
import org.folkmoot.audit.log.InvalidLogException;
import org.folkmoot.audit.log.LogReader;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.testkit.Tampering.Tampered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Go's note and tlog packages read what our log writes, and refuse every change, as our own verifier does. */
class GoVerifierTest {
    private static final Path SOURCE = Path.of("src/test/go/verifier.go");
    private static final Path GO_CODE = Path.of("/usr/share/gocode");
    private static final Path SUMDB = GO_CODE.resolve("src/golang.org/x/mod/sumdb");
    private static final int LEAST = 500;
    private static final int LARGE = 100_000;

    @TempDir
    private static Path folder;

    private static ForeignLedger ledger;
    private static ForeignTool go;

    @BeforeAll
    static void build() throws Exception {
        External.require(ForeignTool.isInstalled("go"), "go (Debian: golang-go)");
        External.require(Files.isDirectory(SUMDB), "golang.org/x/mod (Debian: golang-golang-x-mod-dev)");
        Path binary = folder.resolve("verifier");
        Map<String, String> environment = Map.of(
                "GO111MODULE", "off",
                "GOPATH", GO_CODE.toString(),
                "GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());
        ForeignTool.run(
                folder.resolve("go-build"),
                environment,
                List.of("go", "build", "-o", binary.toString(), SOURCE.toString()));
        ledger = ForeignLedger.write(folder.resolve("ledger"));
        go = ForeignTool.of(folder, List.of(binary.toString(), ledger.logKey.encode(), ledger.witness.encode()));
    }

    @Test
    void acceptsTheCheckpointAndRefusesEachOtherOne() throws Exception {
        Bytes note = ledger.checkpoint.note();
        List<Tampered> mutations = new ArrayList<>(Mutations.every(note.toByteArray()));
        mutations.addAll(Mutations.ofLines(note, 2));

        go.assertAccepts("checkpoint " + ForeignTool.base64(note));
        go.assertRefusesEach("checkpoint ", mutations);

        assertThat(mutations).hasSizeGreaterThan(LEAST);
        for (Tampered mutation : mutations) {
            assertThatThrownBy(() -> openAsWeDo(mutation.bytes()))
                    .as(mutation.what())
                    .isInstanceOfAny(MalformedNoteException.class, InvalidNoteSignatureException.class);
        }
    }

    @Test
    void acceptsTheProofFileAndRefusesEachOtherOne() throws Exception {
        Bytes file = ledger.proof().bytes();
        List<Tampered> mutations = new ArrayList<>(Mutations.of(file.toByteArray(), 4 * LEAST));
        mutations.addAll(Mutations.ofLines(file, 2));

        go.assertAccepts("proof " + ForeignTool.base64(file));
        go.assertRefusesEach("proof ", mutations);

        assertThat(mutations).hasSizeGreaterThan(LEAST);
        LedgerVerifier ours = LedgerVerifier.of(ledger.trust());
        ours.verifyProof(ledger.proof());
        for (Tampered mutation : mutations) {
            assertThatThrownBy(() -> ours.verifyProof(ProofFile.parse(mutation.bytes())))
                    .as(mutation.what())
                    .isInstanceOfAny(InvalidProofException.class, MalformedProofException.class);
        }
    }

    @Test
    void acceptsThePublishedLogAndRefusesEachOtherOne() throws Exception {
        List<Path> files = publishedFiles();
        List<String> questions = new ArrayList<>();
        List<String> whats = new ArrayList<>();
        int checked = 0;
        for (Path file : files) {
            String name = ledger.published().relativize(file).toString();
            questions.add("log " + ledger.published() + " " + name);
            whats.add(name + " removed");
            for (Tampered mutation : Mutations.of(Files.readAllBytes(file), Files.size(file) > LARGE ? 40 : 160)) {
                questions.add("log " + ledger.published() + " " + name + " " + ForeignTool.base64(mutation.bytes()));
                whats.add(name + ": " + mutation.what());
                checked += refusedByUs(file, mutation);
            }
        }

        go.assertAccepts("log " + ledger.published());
        ForeignTool.assertAllRefused(go.ask(questions), whats);

        assertThat(files).hasSizeGreaterThanOrEqualTo(6);
        assertThat(checked).isGreaterThan(LEAST);
        assertThat(LogReader.open(ledger.published()).checkTree(ledger.checkpoint))
                .isFalse();
    }

    private static List<Path> publishedFiles() throws IOException {
        try (Stream<Path> all = Files.walk(ledger.published())) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Puts the change in its place for a moment; {@return 1, for our verifier refused it} */
    private static int refusedByUs(Path file, Tampered mutation) throws IOException {
        byte[] original = Files.readAllBytes(file);
        Files.write(file, mutation.bytes().toByteArray());
        try {
            assertThatThrownBy(() -> LogReader.open(ledger.published())
                            .checkTree(openAsWeDo(
                                    LogReader.open(ledger.published()).checkpointNote())))
                    .as("%s: %s", file, mutation.what())
                    .isInstanceOfAny(
                            InvalidLogException.class,
                            MalformedNoteException.class,
                            InvalidNoteSignatureException.class);
        } finally {
            Files.write(file, original);
        }
        return 1;
    }

    private static SignedCheckpoint openAsWeDo(Bytes note)
            throws MalformedNoteException, InvalidNoteSignatureException {
        Cosignatures.verify(SignedNote.parse(note), ledger.witness);
        return Checkpoints.open(note, ledger.logKey);
    }
}
