package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.nio.file.Path;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.privacy.ChargeId;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.privacy.NeighboringRelation;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.api.privacy.PrivacyScope;
import org.folkmoot.api.privacy.PrivacyUnit;
import org.folkmoot.privacy.ledger.FolderPrivacyLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatRoundsCost() {
        Ran ran = asked(
                "privacy epsilon --noise-multiplier 1 --sampling-rate 0.01 --rounds 1000 --delta 1e-5 --format json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .matches("\\{\"epsilon\":1\\.8282[0-9]+,\"accountant\":\"pld\",\"relation\":\"add-remove\"}\\R");
    }

    @Test
    void countsAsAsked() {
        Ran ran = asked(("privacy epsilon --noise-multiplier 1 --sampling-rate 0.01 --rounds 1000 --delta 1e-5"
                + " --accountant rdp --relation add-remove --format json"));

        assertThat(ran.out()).startsWith("{\"epsilon\":2.1").contains("\"accountant\":\"rdp\"");
    }

    @Test
    void findsNoiseAndRounds() {
        assertThat(asked("privacy noise --epsilon 8 --sampling-rate 0.03 --rounds 500 --delta 1e-5 --format json")
                        .out())
                .startsWith("{\"noiseMultiplier\":0.7590");
        assertThat(asked(
                                "privacy rounds --epsilon 2 --noise-multiplier 3 --sampling-rate 0.1 --delta 1e-6 --format json")
                        .out())
                .startsWith("{\"rounds\":155,");
    }

    @Test
    void neverWritesInfinityAsANumber() {
        assertThat(asked("privacy epsilon --noise-multiplier 1 --sampling-rate 1 --rounds 1 --delta 0 --format json")
                        .out())
                .startsWith("{\"epsilon\":\"Infinity\"");
    }

    @Test
    void saysWhichValueIsWrong() {
        Ran ran = asked("privacy epsilon --noise-multiplier 0 --sampling-rate 0.01 --rounds 10 --delta 1e-5");

        assertThat(ran.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("noiseMultiplier: 0.0");
    }

    @Test
    void reportsWhatWasSpent() throws Exception {
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(folder)) {
            ledger.reserve(
                    ChargeId.model(new FederationId("f"), AttemptId.first(1)),
                    new PrivacyScope("cows", PrivacyUnit.CLIENT, NeighboringRelation.ADD_OR_REMOVE_ONE),
                    new DpEvent.Gaussian(5),
                    new PrivacyBudget(2, 1e-6));
        }

        Ran ran = folkmoot("privacy", "report", folder);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("cows: epsilon 0.834117")
                .contains("of 2 at delta 0.000001")
                .contains("1 charges");
        assertThat(folkmoot("privacy", "report", folder.resolve("nothing")).exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }

    private static Ran asked(String line) {
        return folkmoot((Object[]) line.split(" ", -1));
    }
}
