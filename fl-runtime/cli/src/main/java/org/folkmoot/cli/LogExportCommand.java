package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.log.ForkedLogException;
import org.folkmoot.audit.log.InvalidLogException;
import org.folkmoot.audit.log.LogMirror;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot log export}: a verified copy of what is public of a log. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Copy the public part of a log, checked file by file, from a folder or a web server. Into a folder that holds"
                    + " an older copy only what is new is fetched, and a log that contradicts the copy is refused.",
            "The copy can be served by any web server, and verified with folkmoot verify."
        },
        footer = {"", "Exit codes are those of folkmoot verify; 0 here means: copied."})
final class LogExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "An http(s) address, or a run, ledger or log folder.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the copy goes.")
    private Path target = Path.of("");

    @Option(
            names = "--log-key",
            required = true,
            paramLabel = "FILE|KEY",
            description = "The log's verifier key, name+id+key, from the federation; or a file with it.")
    private String logKey = "";

    @Override
    public Integer call() throws InvalidProofException {
        try {
            SignedCheckpoint copied =
                    LogMirror.in(target, TrustFiles.logKey(logKey)).update(SourceFiles.of(source, spec));
            Output.of(spec, Format.text)
                    .ok(
                            Json.object().build(),
                            List.of(
                                    "log " + copied.origin() + ": " + copied.size() + " leaves, root " + copied.root(),
                                    "copied to " + target));
            return ExitCodes.OK;
        } catch (ForkedLogException e) {
            throw new InvalidProofException(
                    FailureKind.ROLLED_BACK_OR_FORKED, source, String.valueOf(e.getMessage()), e);
        } catch (InvalidLogException e) {
            throw new InvalidProofException(FailureKind.LOG_TAMPERED, e.file(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidProofException(FailureKind.UNREADABLE, source, Failures.reason(e), e);
        }
    }
}
