package org.folkmoot.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.folkmoot.audit.proof.InvalidProofException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code folkmoot} command.
 *
 * <p>Guarantees: exit code 0 means that what was asked holds or was done; a mistake of the user is told in words, never as
 * a stack trace; output is plain text without terminal codes, wherever it goes.
 */
@Command(
        name = "folkmoot",
        description = "Check, show and run federations whose rounds leave proofs.",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        subcommands = {
            VerifyCommand.class,
            LogCommand.class,
            ProveCommand.class,
            LineageCommand.class,
            MonitorCommand.class,
            FsckCommand.class,
            ApproveCommand.class,
            ReleaseCommand.class,
            RollbackCommand.class,
            RunCommand.class,
            WitnessCommand.class,
            ServeLedgerCommand.class,
            PrivacyCommand.class,
            CompletionCommand.class
        },
        footer = {"", "Start with: folkmoot verify --help"})
public final class FolkmootCommand implements Runnable {
    private static final String FORMAT = "--format";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    FolkmootCommand() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        CommandLine command = create();
        command.setOut(writer(FileDescriptor.out)).setErr(writer(FileDescriptor.err));
        System.exit(command.execute(args));
    }

    static CommandLine create() {
        CommandLine command = new CommandLine(new FolkmootCommand())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(FolkmootCommand::usageError)
                .setExecutionExceptionHandler(FolkmootCommand::failure);
        CommandLine verify = Objects.requireNonNull(command.getSubcommands().get("verify"), "verify");
        verify.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodes.all());
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command (try: folkmoot --help)");
    }

    private static int usageError(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        String what = PlainText.of(String.valueOf(mistake.getMessage()));
        String advice = "Try: " + command.getCommandSpec().qualifiedName() + " --help";
        if (isJsonAsked(command, args)) {
            Output.of(command.getCommandSpec(), Format.json)
                    .failed(Failures.usageJson(what, advice), List.of("folkmoot: " + what, advice));
            return ExitCodes.USAGE;
        }
        PrintWriter err = command.getErr();
        err.println("folkmoot: " + what);
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println(advice);
        err.flush();
        return ExitCodes.USAGE;
    }

    /** What was not understood may stand before the format, so the words themselves are looked at. */
    private static boolean isJsonAsked(CommandLine command, String[] args) {
        List<String> words = Arrays.asList(args);
        int option = words.lastIndexOf(FORMAT);
        boolean next = option >= 0
                && option + 1 < words.size()
                && words.get(option + 1).equals("json");
        return command.getCommandSpec().findOption(FORMAT) != null && (next || words.contains(FORMAT + "=json"));
    }

    private static int failure(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InvalidProofException wrong) {
            Output.of(command.getCommandSpec()).refused(wrong.toJson(), Failures.lines(wrong));
            return wrong.kind().exitCode();
        }
        PrintWriter err = command.getErr();
        err.println("folkmoot: an error inside this program. Please report it, with what follows.");
        failure.printStackTrace(err);
        err.flush();
        return ExitCodes.BUG;
    }

    /** {@return a writer that, like most programs, writes UTF-8 where the locale knows no more than ASCII} */
    private static PrintWriter writer(FileDescriptor to) {
        Charset nativeCharset = Charset.forName(
                Objects.requireNonNullElse(System.getProperty("native.encoding"), StandardCharsets.UTF_8.name()));
        Charset charset = nativeCharset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : nativeCharset;
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), charset), true);
    }

    /** The version that the jar says it has. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = FolkmootCommand.class.getPackage().getImplementationVersion();
            return List.of("folkmoot " + Objects.requireNonNullElse(version, "(not packaged)"))
                    .toArray(String[]::new);
        }
    }
}
