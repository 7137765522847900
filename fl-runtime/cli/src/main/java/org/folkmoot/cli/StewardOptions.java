package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.core.json.Json;
import org.folkmoot.engine.Steward;
import org.folkmoot.engine.ledger.ApprovalsMissingException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the ledger lies that a command acts on, and what to say where it cannot. */
final class StewardOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "The run folder (with ledger/ and model/) or the ledger folder of the coordinator.")
    private Path path = Path.of("");

    /** What is done with a ledger. */
    interface Deed {
        List<String> with(Steward steward) throws IOException;
    }

    /** {@return the run folder, in which the model lies} */
    Path run() {
        return path;
    }

    /** Does it and tells of it. {@return the exit code} */
    int act(Deed deed) {
        Path ledger = Files.isDirectory(path.resolve("ledger")) ? path.resolve("ledger") : path;
        if (!Files.isRegularFile(ledger.resolve("leaves.journal"))) {
            throw new ParameterException(
                    spec.commandLine(), path + ": no ledger of a coordinator in it (expected: leaves.journal)");
        }
        try (Steward steward = Steward.of(ledger, List.of())) {
            Output.of(spec, Format.text).ok(Json.object().build(), deed.with(steward));
            return ExitCodes.OK;
        } catch (ApprovalsMissingException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.getMessage() + ". Have it approved with: folkmoot approve " + e.proposal() + " --key KEY",
                    e);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), Optional.ofNullable(e.getMessage()).orElse("it failed"), e);
        }
    }
}
