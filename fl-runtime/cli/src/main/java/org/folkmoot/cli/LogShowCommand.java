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
        if (leaf == null) {
            showAll(log, checkpoint);
        } else {
            showOne(log, checkpoint, leaf);
        }
        return ExitCodes.OK;
    }

    private void showAll(LogFolder log, SignedCheckpoint checkpoint) throws InvalidProofException {
        List<LeafRow> rows = new ArrayList<>();
        log.forEachLeaf(checkpoint.size(), (index, bytes) -> rows.add(LeafRow.of(index, bytes)));
        List<String> lines = new ArrayList<>();
        lines.add("Log " + checkpoint.origin() + ", " + checkpoint.size() + " leaves (" + NOT_VERIFIED + ")");
        lines.addAll(LeafRow.table(rows));
        Json leaves = Json.array(rows.stream().map(LeafRow::toJson).toList());
        Output.of(spec, format)
                .ok(
                        unverified()
                                .put("origin", checkpoint.origin())
                                .put("size", checkpoint.size())
                                .put("root", checkpoint.root().hex())
                                .put("leaves", leaves)
                                .build(),
                        lines);
    }

    private void showOne(LogFolder log, SignedCheckpoint checkpoint, long index) throws InvalidProofException {
        if (index < 0 || index >= checkpoint.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--leaf: " + index + " (expected: 0 to " + (checkpoint.size() - 1) + ")");
        }
        List<Bytes> found = new ArrayList<>(1);
        log.forEachLeaf(checkpoint.size(), (at, bytes) -> {
            if (at == index) {
                found.add(bytes);
            }
        });
        Json statement = statement(found.get(0), index);
        String title = "Leaf " + index + " of log " + checkpoint.origin() + " (" + NOT_VERIFIED + ")";
        Stream<String> pretty = Arrays.stream(PrettyJson.write(statement).split("\n", -1));
        Output.of(spec, format)
                .ok(
                        unverified()
                                .put("origin", checkpoint.origin())
                                .put("index", index)
                                .put("hash", LeafCodec.hash(found.get(0)).hex())
                                .put("statement", statement)
                                .build(),
                        Stream.concat(Stream.of(title), pretty).toList());
    }

    private static Json statement(Bytes leaf, long index) throws InvalidProofException {
        try {
            return StrictJson.parse(DsseEnvelope.parse(leaf).payload().toByteArray());
        } catch (MalformedEnvelopeException | MalformedJsonException e) {
            throw Failures.malformed("leaf " + index, e);
        }
    }

    private static JsonObjectBuilder unverified() {
        return Json.object().put("verified", false).put("note", NOT_VERIFIED);
    }
}
