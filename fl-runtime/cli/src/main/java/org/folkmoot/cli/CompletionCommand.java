package org.folkmoot.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot completion}: teaches a shell the command's words. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Write a script that lets the shell complete this command.",
            "bash and zsh: add to the shell's start file: source <(folkmoot completion bash)"
        })
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "bash|zsh", description = "The shell. One script serves both.")
    private Shell shell = Shell.bash;

    /** The shells that the script knows. */
    enum Shell {
        /** GNU Bash. */
        bash,
        /** Zsh, which reads Bash's completions. */
        zsh
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(AutoComplete.bash("folkmoot", spec.root().commandLine()));
        out.println("# The words of folkmoot, for " + shell + ".");
        out.flush();
    }
}
