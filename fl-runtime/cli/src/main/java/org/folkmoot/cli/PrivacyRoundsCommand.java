package org.folkmoot.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.PrivacyAccountant;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivateRelease;
import org.folkmoot.privacy.accountant.Calibration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code folkmoot privacy rounds}: how long a budget lasts. */
@Command(
        name = "rounds",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = "The most rounds that stay within a budget.")
final class PrivacyRoundsCommand implements Callable<Integer> {
    @Option(names = "--epsilon", paramLabel = "E", required = true, description = "The budget.")
    private double epsilon;

    @Option(
            names = "--noise-multiplier",
            paramLabel = "Z",
            required = true,
            description = "Standard deviation of the noise on the sum over the clip bound of one client.")
    private double noiseMultiplier;

    @Mixin
    private PrivacyOptions options = new PrivacyOptions();

    @Override
    public Integer call() {
        PrivacyAccountant accountant = options.accountant();
        long rounds = options.ask(() -> Calibration.of(accountant, new PrivacyBudget(epsilon, options.delta()))
                .rounds(t -> options.release(noiseMultiplier, t)));
        PrivateRelease one = options.release(noiseMultiplier, 1);
        PrivateRelease all =
                one.with(rounds == 0 ? DpEvent.nothing() : one.event().times(rounds));
        options.answer(Map.of("rounds", rounds), accountant.epsilon(all, options.delta()));
        return ExitCodes.OK;
    }
}
