package org.folkmoot.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.mirror.KeyUse;
import org.folkmoot.audit.mirror.Monitor;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot monitor}: looks at somebody's log once, and remembers what it saw. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Look at a log once, and tell what is wrong or new: forked or set back, standing still, against the rules, or"
                    + " with something under your own key. Run it again and again, as from cron.",
            "What it saw is kept in a folder of yours: a verified copy of the log, and the proof of a fork if there is one."
        },
        footer = {"", "Exit codes are those of folkmoot verify; 0 means: nothing wrong, and nothing under your keys."})
final class MonitorCommand implements Callable<Integer> {
    private static final int KEY_HEX = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SOURCE",
            description = "Where the log is published: an http(s) address, or a run, ledger or log folder.")
    private String source = "";

    @Option(
            names = "--log-key",
            required = true,
            paramLabel = "FILE|KEY",
            description = "The log's verifier key, name+id+key, from the federation; or a file with it.")
    private String logKey = "";

    @Option(
            names = "--state",
            required = true,
            paramLabel = "FOLDER",
            description = "Your folder for what was seen; made the first time.")
    private Path state = Path.of("");

    @Option(
            names = "--my-key",
            paramLabel = "HEX",
            description = "A public key of yours, 64 hex digits (Ed25519). May be given several times.")
    private List<String> myKeys = new ArrayList<>();

    @Option(
            names = "--max-age",
            paramLabel = "DURATION",
            description = "How long the log may stand still, such as PT24H. Default: as long as it likes.")
    private @Nullable String maxAge;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Output output = format.output();
        Monitor.Watch watch = new Monitor.Watch(keys(), age());
        try {
            VerifierKey key = TrustFiles.logKey(logKey);
            Monitor.Sighting seen = Monitor.in(state, key)
                    .look(SourceFiles.of(source, spec), watch, Clock.systemUTC().instant());
            return tell(output, seen);
        } catch (InvalidProofException e) {
            return output.failed(e);
        }
    }

    private static int tell(Output output, Monitor.Sighting seen) throws InvalidProofException {
        if (!seen.uses().isEmpty()) {
            StringBuilder what = new StringBuilder();
            for (KeyUse use : seen.uses()) {
                what.append(what.isEmpty() ? "" : "; ")
                        .append("leaf ")
                        .append(use.leaf())
                        .append(": ")
                        .append(use.what())
                        .append(" (key ")
                        .append(use.key().hex(), 0, 8)
                        .append("…)");
            }
            throw new InvalidProofException(FailureKind.KEY_USED, "log", what.toString());
        }
        long size = seen.report().size();
        List<String> lines = new ArrayList<>();
        lines.add("✓ " + (size - seen.before()) + " new leaves since you last looked, " + size
                + " in all; one history, within the rules");
        lines.add("  Unchanged since " + seen.since());
        lines.addAll(seen.report().lines().subList(1, seen.report().lines().size()));
        output.ok(json(seen), lines);
        return ExitCodes.OK;
    }

    private static JsonObject json(Monitor.Sighting seen) {
        return Json.object()
                .put("verified", true)
                .put("before", seen.before())
                .put("since", seen.since().toString())
                .put("report", seen.report().toJson())
                .build();
    }

    private Set<Bytes> keys() {
        Set<Bytes> keys = new HashSet<>();
        for (String hex : myKeys) {
            if (hex.length() != KEY_HEX || !hex.matches("[0-9a-f]+")) {
                throw new ParameterException(
                        spec.commandLine(), "--my-key: " + hex + " (expected: 64 lower-case hex digits)");
            }
            keys.add(Bytes.parseHex(hex));
        }
        return keys;
    }

    private Optional<Duration> age() {
        try {
            return Optional.ofNullable(maxAge).map(Duration::parse);
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--max-age: " + maxAge + " (expected: such as PT24H)", e);
        }
    }
}
