package org.folkmoot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.folkmoot.api.privacy.ChargeState;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyCharge;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyLedgerException;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.core.canonical.Fields;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.privacy.ledger.FolderPrivacyLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot privacy report}: what was spent, counted anew. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "What a privacy ledger says was spent, for each population, counted anew from its events.")
final class PrivacyReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "LEDGER", description = "The folder of a privacy ledger.")
    private Path folder = Path.of("");

    @Mixin
    private FormatOption format = new FormatOption();

    /** What one population promised and spent. */
    private record Spent(PrivacyScope scope, PrivacyBudget limit, PrivacyLoss loss, long charges, long open) {}

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "LEDGER: " + folder + " (expected: the folder of a privacy ledger)");
        }
        Output output = format.output();
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(folder)) {
            List<Spent> all = read(ledger);
            output.ok(json(all), lines(all));
            return ExitCodes.OK;
        } catch (PrivacyLedgerException e) {
            return output.failed(new InvalidProofException(
                    FailureKind.UNREADABLE, folder.toString(), String.valueOf(e.getMessage()), e));
        }
    }

    private static List<Spent> read(PrivacyLedger ledger) throws PrivacyLedgerException {
        Map<PrivacyScope, List<PrivacyCharge>> scopes = new LinkedHashMap<>();
        for (PrivacyCharge charge : ledger.charges()) {
            if (charge.isSpent()) {
                scopes.computeIfAbsent(charge.scope(), scope -> new ArrayList<>())
                        .add(charge);
            }
        }
        List<Spent> all = new ArrayList<>();
        for (Map.Entry<PrivacyScope, List<PrivacyCharge>> scope : scopes.entrySet()) {
            all.add(read(ledger, scope.getKey(), scope.getValue()));
        }
        return all;
    }

    private static Spent read(PrivacyLedger ledger, PrivacyScope scope, List<PrivacyCharge> charges)
            throws PrivacyLedgerException {
        PrivacyBudget limit = charges.get(charges.size() - 1).limit();
        long open = charges.stream()
                .filter(charge -> charge.state() == ChargeState.RESERVED)
                .count();
        return new Spent(scope, limit, ledger.spent(scope, limit.delta()), charges.size(), open);
    }

    private static List<String> lines(List<Spent> all) {
        List<String> lines = new ArrayList<>();
        if (all.isEmpty()) {
            lines.add("nothing was spent");
        }
        for (Spent spent : all) {
            lines.add(spent.scope.population() + ": epsilon " + Decimals.shortest(spent.loss.epsilon()) + " of "
                    + Decimals.shortest(spent.limit.epsilon()) + " at delta "
                    + Decimals.shortest(spent.limit.delta()) + " for each "
                    + Fields.word(spent.scope.unit()) + ", relation " + Fields.word(spent.scope.relation()) + "; "
                    + spent.charges + " charges, " + spent.open + " of them reserved only; counted by "
                    + spent.loss.accountant());
        }
        return lines;
    }

    private static JsonObject json(List<Spent> all) {
        return Json.object()
                .put(
                        "scopes",
                        Json.array(all.stream().map(PrivacyReportCommand::json).toList()))
                .build();
    }

    private static JsonObject json(Spent spent) {
        return Json.object()
                .put("population", spent.scope.population())
                .put("unit", Fields.word(spent.scope.unit()))
                .put("relation", Fields.word(spent.scope.relation()))
                .put("epsilon", Decimals.shortest(spent.loss.epsilon()))
                .put("delta", Decimals.shortest(spent.limit.delta()))
                .put("limit", Decimals.shortest(spent.limit.epsilon()))
                .put("charges", spent.charges)
                .put("reserved", spent.open)
                .put("accountant", spent.loss.accountant())
                .build();
    }
}
