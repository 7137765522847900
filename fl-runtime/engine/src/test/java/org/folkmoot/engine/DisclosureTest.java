package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.client.PolicyFloor;
import org.folkmoot.api.round.Access;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.program.ProgramRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisclosureTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void forgetsUpdatesThatNobodyMayBeGiven() throws Exception {
        FederationReport kept =
                Farms.federation(folder.resolve("kept"), Farms.farms(3)).build().run();
        FederationReport forgotten = Farms.federation(folder.resolve("forgotten"), Farms.farms(3))
                .disclosure(Disclosure.withoutUpdates())
                .build()
                .run();

        assertThat(forgotten.modelDigest()).isEqualTo(kept.modelDigest());
        assertThat(verifyWithoutReplay(forgotten).undisclosed().updates()).isEqualTo(2 * 3);
        InvalidProofException refused =
                catchThrowableOfType(InvalidProofException.class, () -> Farms.verify(forgotten));
        assertThat(refused.kind()).isEqualTo(FailureKind.NOT_REPLAYABLE);
    }

    @Test
    void erasesUpdatesWhoseRetentionHasEndedAndGoesOn() throws Exception {
        FederationReport undisturbed = run(folder.resolve("undisturbed"), 3, START);
        Path ledger = folder.resolve("ledger");
        run(ledger, 2, START);

        FederationReport inTime = run(ledger, 2, START.plus(Duration.ofDays(30)));
        assertThat(Farms.verify(inTime).isReplayed()).isTrue();
        FederationReport late = run(ledger, 3, START.plus(Duration.ofDays(31)));

        assertThat(late.modelDigest()).isEqualTo(undisturbed.modelDigest());
        VerificationReport verified = verifyWithoutReplay(late);
        assertThat(verified.undisclosed().updates()).isEqualTo(2 * 3);
        assertThat(verified.checked().updates()).isEqualTo(3);
    }

    @Test
    void aClientDoesNotLetItsUpdateBeKeptForLongerThanItsFloor() {
        List<FederationClient> farms = List.of(FederationClient.builder(Farms.name(0), Farms.trainer(0))
                .floor(new PolicyFloor(1, true, Access.auditor(7)))
                .build());

        ProgramRefusedException refused = catchThrowableOfType(
                ProgramRefusedException.class,
                () -> Farms.federation(folder, farms)
                        .disclosure(Disclosure.auditor(8))
                        .build());

        assertThat(refused).hasMessageContaining("keeps updates for AUDITOR, 8 days");
    }

    private FederationReport run(Path ledger, int rounds, Instant now) throws Exception {
        return Farms.federation(ledger, Farms.farms(3))
                .disclosure(Disclosure.auditor(30))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .rounds(rounds)
                .build()
                .run();
    }

    private static VerificationReport verifyWithoutReplay(FederationReport report) throws InvalidProofException {
        return LedgerVerifier.of(TrustAnchor.logKey(VerifierKey.parse(report.logKey())))
                .verify(report.ledger(), VerificationOptions.withoutReplay());
    }
}
