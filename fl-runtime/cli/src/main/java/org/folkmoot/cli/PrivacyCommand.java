package org.folkmoot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code folkmoot privacy}: what privacy costs, and what was spent of it. */
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description =
                "What a private training costs, which noise or how many rounds a budget allows, and what was spent.",
        subcommands = {
            PrivacyEpsilonCommand.class,
            PrivacyNoiseCommand.class,
            PrivacyRoundsCommand.class,
            PrivacyReportCommand.class
        })
final class PrivacyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: epsilon, noise, rounds or report");
    }
}
