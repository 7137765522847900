package org.folkmoot.cli;

import java.io.PrintWriter;
import java.util.List;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonObject;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a command puts its answer: the answer itself on standard output, whatever explains it on standard error.
 *
 * <p>Guarantee: lines are shown through {@link PlainText}. A reader that goes away early changes neither the work nor
 * the exit code.
 */
final class Output {
    private static final long SCHEMA_VERSION = 1;

    private final Format format;
    private final PrintWriter out;
    private final PrintWriter err;

    private Output(Format format, PrintWriter out, PrintWriter err) {
        this.format = format;
        this.out = out;
        this.err = err;
    }

    /** {@return the output of a command that failed, in the format that it was asked for} */
    static Output of(CommandSpec command) {
        OptionSpec option = command.findOption("--format");
        return of(command, option != null && option.getValue() == Format.json ? Format.json : Format.text);
    }

    static Output of(CommandSpec command, Format format) {
        return new Output(
                format, command.commandLine().getOut(), command.commandLine().getErr());
    }

    /** Answers that all went well. */
    void ok(JsonObject data, List<String> lines) {
        answer("ok", data, lines);
    }

    /** Answers that something did not hold; the exit code says so too. */
    void failed(JsonObject data, List<String> lines) {
        answer("failed", data, lines);
    }

    /** Answers that something did not hold, and why. {@return the exit code that says so too} */
    int failed(InvalidProofException why) {
        failed(why.toJson(), why.lines());
        return why.kind().exitCode();
    }

    /** Says why there is no answer. */
    void refused(JsonObject data, List<String> lines) {
        if (format == Format.json) {
            failed(data, lines);
        } else {
            print(err, lines);
        }
    }

    private void answer(String status, JsonObject data, List<String> lines) {
        if (format == Format.json) {
            out.println(PrettyJson.write(Json.object()
                    .put("schema_version", SCHEMA_VERSION)
                    .put("status", status)
                    .put("data", data)
                    .build()));
            out.flush();
        }
        print(format == Format.json ? err : out, lines);
    }

    private static void print(PrintWriter to, List<String> lines) {
        lines.forEach(line -> to.println(PlainText.of(line)));
        to.flush();
    }
}
