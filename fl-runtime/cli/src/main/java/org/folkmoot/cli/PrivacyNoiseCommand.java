package org.folkmoot.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.privacy.accountant.Calibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code folkmoot privacy noise}: how much noise a budget asks for. */
@Command(
        name = "noise",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "The least noise with which so many rounds stay within a budget.")
final class PrivacyNoiseCommand implements Callable<Integer> {
    @Option(names = "--epsilon", paramLabel = "E", required = true, description = "The budget.")
    private double epsilon;

    @Option(names = "--rounds", paramLabel = "T", required = true, description = "How many rounds.")
    private long rounds;

    @Mixin
    private PrivacyOptions options = new PrivacyOptions();

    @Override
    public Integer call() {
        PrivacyAccountant accountant = options.accountant();
        double noiseMultiplier =
                options.ask(() -> Calibration.of(accountant, new PrivacyBudget(epsilon, options.delta()))
                        .noiseMultiplier(z -> options.release(z, rounds)));
        options.answer(
                Map.of("noiseMultiplier", noiseMultiplier),
                accountant.epsilon(options.release(noiseMultiplier, rounds), options.delta()));
        return ExitCodes.OK;
    }
}
