package org.folkmoot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.release.Lineage;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot lineage}: where a model comes from, after everything was verified. */
@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Verify a ledger, then show every step from a model back to the charter: what each round ran, on whom, who"
                    + " authorised it, and what weakens it. What was rolled back is no part of it."
        },
        footer = {"", "Exit codes are those of folkmoot verify."})
final class LineageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PATH", description = "A run folder or a ledger folder.")
    private Path path = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ROUND",
            description = "The round whose model it is; default the last.")
    private @Nullable Integer round;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        Output output = format.output();
        try {
            Verification verified =
                    Verification.of(path, trust.read(), VerificationOptions.withoutReplay(), (done, total) -> {});
            Lineage lineage = read(verified.checkpoint().size());
            int number = round == null ? lineage.last() : round;
            List<Lineage.Step> steps = steps(lineage, number);
            Lineage.Founding founding = lineage.founding().orElseThrow(AssertionError::new);
            output.ok(json(founding, steps), lines(founding, steps, number));
            return ExitCodes.OK;
        } catch (InvalidProofException e) {
            return output.failed(e);
        }
    }

    private Lineage read(long size) throws InvalidProofException {
        Lineage lineage = new Lineage();
        LogFolder.in(path).forEachLeaf(size, (index, bytes) -> {
            try {
                lineage.note(index, LeafCodec.hash(bytes), LeafCodec.parseUnverified(bytes));
            } catch (InvalidLeafException e) {
                throw Failures.malformed("leaf " + index, e);
            }
        });
        return lineage;
    }

    private List<Lineage.Step> steps(Lineage lineage, int number) {
        try {
            return lineage.of(number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ROUND: " + number + " (expected: 0 to " + lineage.last() + ", which the log has)",
                    e);
        }
    }

    private static List<String> lines(Lineage.Founding founding, List<Lineage.Step> steps, int number) {
        List<String> lines = new ArrayList<>();
        lines.add("Model of round " + number + ", " + steps.size() + " steps from the charter (all of it verified)");
        for (Lineage.Step step : steps) {
            String what = step.round()
                    .map(ran -> "program " + ran.program().abbreviated() + " (leaf " + ran.authorisedBy() + "), "
                            + ran.included() + " contributions, privacy: " + ran.privacy()
                            + (ran.taints().isEmpty() ? "" : ", weakened by " + String.join(", ", ran.taints())))
                    .orElse("rollback to round " + step.parent());
            lines.add("  round " + step.number() + "  model " + step.model().abbreviated() + "  leaf " + step.leaf()
                    + "  " + what);
        }
        lines.add(
                "  charter  model " + founding.model().abbreviated() + "  leaf 0  federation " + founding.federation());
        return lines;
    }

    private static JsonObject json(Lineage.Founding founding, List<Lineage.Step> steps) {
        return Json.object()
                .put("verified", true)
                .put("federation", founding.federation())
                .put("charter", founding.charter().hex())
                .put("initialModel", founding.model().hex())
                .put(
                        "steps",
                        Json.array(steps.stream().map(LineageCommand::json).toList()))
                .build();
    }

    private static JsonObject json(Lineage.Step step) {
        JsonObjectBuilder json = Json.object()
                .put("round", step.number())
                .put("parent", step.parent())
                .put("leaf", step.leaf())
                .put("leafHash", step.leafHash().hex())
                .put("model", step.model().hex())
                .put("kind", step.round().isPresent() ? "round" : "rollback");
        step.round()
                .ifPresent(ran -> json.put("program", ran.program().hex())
                        .put("authorisedBy", ran.authorisedBy())
                        .put("registryRoot", ran.members().hex())
                        .put("recordsRoot", ran.records().hex())
                        .put("included", ran.included())
                        .put("privacy", ran.privacy())
                        .put("taints", Json.strings(ran.taints())));
        return json.build();
    }
}
