package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.core.storage.FolderLockedException;
import org.folkmoot.engine.Steward;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot fsck}: the coordinator's own look at the whole of a ledger, private parts included. */
@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Check the whole ledger of a coordinator, private parts included, while no run uses it: the journal of leaves"
                    + " against the published log, every leaf against the rules, every input against its name, the model.",
            "What can be made again from the journal (tiles, a checkpoint that a crash kept from being published) is made"
                    + " again. Nothing else is changed."
        },
        footer = {
            "",
            "Exit codes are those of folkmoot verify. A coordinator cannot vouch for itself: others run folkmoot verify."
        })
final class FsckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "The run folder or the ledger folder of the coordinator.")
    private Path path = Path.of("");

    @Option(names = "--replay", description = "Do the arithmetic of every committed round again, too.")
    private boolean replay;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Output output = format.output();
        try {
            long leaves = open();
            VerificationReport report = LedgerVerifier.of(TrustAnchor.logKey(
                            TrustFiles.logKey(ledger().resolve("log.vkey").toString())))
                    .verify(path, new VerificationOptions(replay));
            List<String> lines = new ArrayList<>();
            lines.add("✓ whole: " + leaves + " leaves in the journal are those of the published log");
            lines.addAll(report.lines().subList(1, report.lines().size()));
            output.ok(report.toJson(), lines);
            return ExitCodes.OK;
        } catch (InvalidProofException e) {
            return output.failed(e);
        }
    }

    private Path ledger() {
        return Files.isDirectory(path.resolve("ledger")) ? path.resolve("ledger") : path;
    }

    /** {@return how many leaves there are, once the log was opened, which compares journal and checkpoint} */
    private long open() throws InvalidProofException {
        if (!Files.isRegularFile(ledger().resolve("leaves.journal"))) {
            throw new ParameterException(
                    spec.commandLine(), path + ": no ledger of a coordinator in it (expected: leaves.journal)");
        }
        try (Steward steward = Steward.of(ledger(), List.of())) {
            return steward.size();
        } catch (FileSystemException | FolderLockedException e) {
            throw Failures.unreadable(ledger(), e);
        } catch (IOException e) {
            FailureKind kind =
                    e.getCause() instanceof FolderLockedException ? FailureKind.UNREADABLE : FailureKind.LOG_TAMPERED;
            throw new InvalidProofException(kind, ledger().toString(), String.valueOf(e.getMessage()), e);
        }
    }
}
