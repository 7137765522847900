package org.folkmoot.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.ClientStatement;
import org.junit.jupiter.api.Test;

class ModelVersionsTest {
    private static final Digest FIRST = Digest.sha256(new byte[] {1});
    private static final Digest SECOND = Digest.sha256(new byte[] {2});
    private static final Digest CLIENT = Digest.sha256(new byte[] {3});
    private static final AttemptId NOW = AttemptId.first(2);

    private final ModelVersions versions = new ModelVersions();

    ModelVersionsTest() {
        versions.open(AttemptId.first(1), FIRST, 1);
        versions.open(NOW, SECOND, 1);
    }

    @Test
    void contributionToAnEarlierRoundMayCountOnce() {
        assertThat(versions.objection(made(AttemptId.first(1), FIRST), NOW)).isEmpty();
        assertThat(versions.objection(made(AttemptId.first(1), FIRST), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("counts twice"));
        assertThat(versions.objection(made(NOW, SECOND), NOW)).isEmpty();
    }

    @Test
    void baseModelMustBeThatOfItsRound() {
        assertThat(versions.objection(made(AttemptId.first(1), SECOND), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("base model"));
    }

    @Test
    void attemptThatNeverWasOrIsYetToComeIsRefused() {
        for (AttemptId never : new AttemptId[] {new AttemptId(1, 2), NOW.retry(), AttemptId.first(3)}) {
            assertThat(versions.objection(made(never, FIRST), NOW))
                    .as("%s", never)
                    .isPresent();
        }
    }

    @Test
    void roundsBeforeTheWindowAreForgotten() {
        versions.open(AttemptId.first(3), SECOND, 1);

        assertThat(versions.objection(made(AttemptId.first(1), FIRST), AttemptId.first(3)))
                .hasValueSatisfying(why -> assertThat(why).contains("version window"));
    }

    private static ClientStatement made(AttemptId attempt, Digest base) {
        return new ClientStatement(
                new FederationId("farms"), attempt, CLIENT, base, FIRST, FIRST, 0, FIRST, 1, FIRST, FIRST);
    }
}
