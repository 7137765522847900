package org.folkmoot.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyLoss;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.privacy.accountant.BestOfAccountant;
import org.folkmoot.privacy.accountant.RdpAccountant;
import org.folkmoot.privacy.pld.PldAccountant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the questions about privacy have in common: who takes part, how it is counted, how the answer is written. */
final class PrivacyOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--sampling-rate",
            paramLabel = "Q",
            required = true,
            description =
                    "Probability that a client takes part in a round, drawn in secret (Poisson); 1 if all do, or if"
                            + " who does is public.")
    private double rate;

    @Option(names = "--delta", paramLabel = "D", required = true, description = "Delta, well below 1/population.")
    private double delta;

    @Option(names = "--accountant", paramLabel = "pld|rdp|best", description = "Who counts; default best.")
    private Counting accountant = Counting.best;

    @Option(
            names = "--relation",
            paramLabel = "add-remove|replace-one|zero-out",
            description = "Which neighbours must not be told apart; default add-remove.")
    private String relation = "add-remove";

    @Option(names = "--format", paramLabel = "text|json", description = "text: plain words. json: one object.")
    private Format format = Format.text;

    /** Lower case, because this is what the user types. */
    private enum Counting {
        pld,
        rdp,
        best;

        PrivacyAccountant accountant() {
            return switch (this) {
                case pld -> PldAccountant.create();
                case rdp -> RdpAccountant.create();
                case best -> BestOfAccountant.create();
            };
        }
    }

    double delta() {
        return delta;
    }

    PrivacyAccountant accountant() {
        return accountant.accountant();
    }

    /** {@return so many rounds of Gaussian noise of this multiplier} */
    PrivateRelease release(double noiseMultiplier, long rounds) {
        DpEvent gaussian = new DpEvent.Gaussian(noiseMultiplier);
        DpEvent round = rate == 1 ? gaussian : new DpEvent.PoissonSampled(rate, gaussian);
        return new PrivateRelease(PrivacyUnit.CLIENT, neighbours(), round.times(rounds));
    }

    private NeighboringRelation neighbours() {
        return switch (relation) {
            case "add-remove" -> NeighboringRelation.ADD_OR_REMOVE_ONE;
            case "replace-one" -> NeighboringRelation.REPLACE_ONE;
            case "zero-out" -> NeighboringRelation.REPLACE_SPECIAL;
            default ->
                throw new IllegalArgumentException(
                        "relation: " + relation + " (expected: add-remove, replace-one or zero-out)");
        };
    }

    /** {@return the answer, or that the question has none, as a mistake of the user's} */
    <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Answers with this loss; what else was found stands first. */
    void answer(Map<String, Number> found, PrivacyLoss loss) {
        PrintWriter out = spec.commandLine().getOut();
        String by = loss.accountant().split("/", -1)[1];
        if (format == Format.json) {
            Map<String, Number> numbers = new LinkedHashMap<>(found);
            numbers.put("epsilon", loss.epsilon());
            StringJoiner members = new StringJoiner(",", "{", "}");
            numbers.forEach((name, value) -> members.add(quoted(name) + ":" + number(value)));
            members.add(quoted("accountant") + ":" + quoted(by));
            members.add(quoted("relation") + ":" + quoted(relation));
            out.println(members);
        } else {
            found.forEach((name, value) -> out.println(name + ": " + number(value)));
            out.println("epsilon: " + number(loss.epsilon()) + " at delta " + number(delta) + " for each "
                    + loss.unit().name().toLowerCase(Locale.ROOT) + ", relation " + relation + ", counted by " + by);
        }
        out.flush();
    }

    /** JSON has no infinity; it is written as a string, which nobody takes for a number. */
    private static String number(Number value) {
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            return quoted("Infinity");
        }
        String plain = value instanceof Long ? value.toString() : Decimals.shortest(number);
        return plain.length() <= 24 ? plain : new BigDecimal(plain).toString();
    }

    private static String quoted(String text) {
        return new String(Jcs.encode(new JsonString(text)), StandardCharsets.UTF_8);
    }
}
