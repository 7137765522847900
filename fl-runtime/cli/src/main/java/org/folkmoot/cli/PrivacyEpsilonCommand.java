package org.folkmoot.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.folkmoot.api.privacy.PrivacyLoss;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code folkmoot privacy epsilon}: what so many rounds cost. */
@Command(
        name = "epsilon",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "What rounds of Gaussian noise cost, for each client.")
final class PrivacyEpsilonCommand implements Callable<Integer> {
    @Option(
            names = "--noise-multiplier",
            paramLabel = "Z",
            required = true,
            description = "Standard deviation of the noise on the sum over the clip bound of one client.")
    private double noiseMultiplier;

    @Option(names = "--rounds", paramLabel = "T", required = true, description = "How many rounds.")
    private long rounds;

    @Mixin
    private PrivacyOptions options = new PrivacyOptions();

    @Override
    public Integer call() {
        PrivacyLoss loss = options.ask(
                () -> options.accountant().epsilon(options.release(noiseMultiplier, rounds), options.delta()));
        options.answer(Map.of(), loss);
        return ExitCodes.OK;
    }
}
