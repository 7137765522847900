package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationProgress;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.storage.DurableFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot verify}: holds a ledger against what the user knows from elsewhere. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Check a ledger, offline, from its files alone: signatures, order, rules, records, inputs, model.",
            "",
            "Bring the log's key with --log-key, from the federation and not from the ledger. Without it, a ledger can"
                    + " only be found to agree with itself, and so can one that somebody made up as a whole. The file"
                    + " log.vkey that lies in the folder proves nothing: whoever wrote the folder wrote that too.",
            ""
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String KEY_FROM_THE_FOLDER =
            "  But: that key lay in the folder that it vouches for, so it proves nothing (self-consistent only). Get the"
                    + " key from the federation, by another way.";
    private static final String NO_KEY =
            "  The file log.vkey in the folder proves nothing: whoever wrote the folder wrote that too.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            description = "A run folder (with ledger/), a ledger folder (with log/), a published log folder, or a file"
                    + " with a single proof (see: folkmoot prove).")
    private Path path = Path.of("");

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--save-seen",
            paramLabel = "FILE",
            description = "Where to save the checkpoint for the next --seen; written only if everything holds.")
    private @Nullable Path saveSeen;

    @Option(
            names = "--replay",
            description = "Do the arithmetic of every committed round again. Needs the inputs, and takes longer.")
    private boolean replay;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        if (replay && Files.isRegularFile(path)) {
            throw new ParameterException(
                    spec.commandLine(), "--replay needs a ledger, and " + path + " is a single file");
        }
        Output output = format.output();
        try {
            VerificationProgress progress =
                    ProgressLines.onTerminal(spec.commandLine().getErr());
            TrustFiles files = trust.read();
            Verification verified = Verification.of(path, files, new VerificationOptions(replay), progress);
            save(verified);
            output.ok(json(verified), lines(verified, files.namesLog()));
            return ExitCodes.OK;
        } catch (InvalidProofException e) {
            return output.failed(e);
        }
    }

    private void save(Verification verified) {
        Path file = saveSeen;
        if (file == null) {
            return;
        }
        try {
            DurableFiles.write(
                    file.toAbsolutePath(), verified.checkpoint().note().toByteArray());
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "verified, but the checkpoint cannot be saved to " + file + ": " + Failures.reason(e),
                    e);
        }
    }

    private List<String> lines(Verification verified, boolean logNamed) {
        List<String> lines = new ArrayList<>(verified.lines());
        if (!logNamed) {
            lines.add(NO_KEY);
        } else if (isKeyFromTheFolder()) {
            lines.add(KEY_FROM_THE_FOLDER);
        }
        if (saveSeen != null) {
            lines.add("  Checkpoint of " + verified.checkpoint().size() + " leaves saved to " + saveSeen
                    + "; bring it as --seen the next time");
        }
        return lines;
    }

    private JsonObject json(Verification verified) {
        JsonObjectBuilder json = Json.object();
        verified.json().members().forEach(json::put);
        return json.put("keyFromTheFolder", isKeyFromTheFolder()).build();
    }

    private boolean isKeyFromTheFolder() {
        String key = trust.logKey().orElse("");
        if (key.isEmpty() || TrustFiles.isKeyText(key) || !Files.isDirectory(path)) {
            return false;
        }
        try {
            return Path.of(key).toRealPath().startsWith(path.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
