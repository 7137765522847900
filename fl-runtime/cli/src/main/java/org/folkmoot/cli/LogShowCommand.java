package org.folkmoot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.DsseEnvelope;
import org.folkmoot.audit.key.MalformedEnvelopeException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot log show}: what a log says, whether it is true or not. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "Show what a log says. Nothing of it is verified; folkmoot verify does that.",
        footer = {"", "Exit codes are those of folkmoot verify; 0 here means: shown."})
final class LogShowCommand implements Callable<Integer> {
    private static final String NOT_VERIFIED = "not verified; run verify";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A run folder, a ledger folder or a published log folder.")
    private Path path = Path.of("");

    @Option(names = "--leaf", paramLabel = "N", description = "Show the whole statement of leaf N, counted from 0.")
    private @Nullable Long leaf;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "text: a table on standard output. json: one object there, plain words on standard error.")
    private Format format = Format.text;

    @Override
    public Integer call() throws InvalidProofException {
        LogFolder log = LogFolder.in(path);
        SignedCheckpoint checkpoint = log.claimedCheckpoint();
        return leaf == null ? showAll(log, checkpoint) : showOne(log, checkpoint, leaf);
    }

    private int showAll(LogFolder log, SignedCheckpoint checkpoint) {
        List<LeafRow> rows = new ArrayList<>();
        InvalidProofException fault = null;
        try {
            log.forEachLeaf(checkpoint.size(), (index, bytes) -> rows.add(LeafRow.of(index, bytes)));
        } catch (InvalidProofException e) {
            fault = e;
        }
        List<String> lines = new ArrayList<>();
        lines.add("Log " + checkpoint.origin() + ", " + checkpoint.size() + " leaves (" + NOT_VERIFIED + ")");
        lines.addAll(LeafRow.table(rows));
        JsonObjectBuilder json = head(checkpoint)
                .put("size", checkpoint.size())
                .put("root", checkpoint.root().hex())
                .put("leaves", Json.array(rows.stream().map(LeafRow::toJson).toList()));
        if (fault != null) {
            return showUpTo(fault, rows.size(), json, lines);
        }
        Output.of(spec, format).ok(json.build(), lines);
        return ExitCodes.OK;
    }

    /** What can be read is shown, and then why it ends there. */
    private int showUpTo(InvalidProofException fault, int stopsAt, JsonObjectBuilder json, List<String> lines) {
        fault.toJson().members().forEach((name, value) -> {
            if (!name.equals("verified")) { // is there already, and the same
                json.put(name, value);
            }
        });
        json.put("stopsAt", stopsAt);
        lines.add("It cannot be read from leaf " + stopsAt + " on:");
        lines.addAll(Failures.lines(fault));
        Output.of(spec, format).failed(json.build(), lines);
        return fault.kind().exitCode();
    }

    private int showOne(LogFolder log, SignedCheckpoint checkpoint, long index) throws InvalidProofException {
        if (index < 0 || index >= checkpoint.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--leaf: " + index + " (expected: 0 to " + (checkpoint.size() - 1) + ")");
        }
        Bytes found = log.leaf(index);
        Json statement = statement(found, index);
        String title = "Leaf " + index + " of log " + checkpoint.origin() + " (" + NOT_VERIFIED + ")";
        Stream<String> pretty = Arrays.stream(PrettyJson.write(statement).split("\n", -1));
        Output.of(spec, format)
                .ok(
                        head(checkpoint)
                                .put("index", index)
                                .put("hash", LeafCodec.hash(found).hex())
                                .put("statement", statement)
                                .build(),
                        Stream.concat(Stream.of(title), pretty).toList());
        return ExitCodes.OK;
    }

    private static Json statement(Bytes leaf, long index) throws InvalidProofException {
        try {
            return StrictJson.parse(DsseEnvelope.parse(leaf).payload().toByteArray());
        } catch (MalformedEnvelopeException | MalformedJsonException e) {
            throw Failures.malformed("leaf " + index, e);
        }
    }

    private static JsonObjectBuilder head(SignedCheckpoint checkpoint) {
        return Json.object().put("note", NOT_VERIFIED).put("verified", false).put("origin", checkpoint.origin());
    }
}
