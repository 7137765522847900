package org.folkmoot.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.transport.ClientEndpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.SecureMessage;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.audit.verify.VerificationOptions;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.Farms;
import org.folkmoot.engine.FederationReport;
import org.folkmoot.engine.RoundSummary;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.attempt.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Federations whose coordinator sees sums only, with clients that come and go. */
@Timeout(300)
class SecureMeetingTest {
    private static final int CLIENTS = 16;
    private static final int MINIMUM = 10;

    @TempDir
    Path folder;

    @Test
    void givesTheModelOfClearUpdatesBitForBit() throws Exception {
        FederationReport secure = secure(Map.of(), 2);
        FederationReport clear = clear(Set.of(), 2);

        assertThat(secure.modelDigest()).isEqualTo(clear.modelDigest());
        assertThat(verify(secure).rounds()).isEqualTo(2);
        assertThat(Farms.roundLeaves(secure)).allMatch(leaf -> leaf.taints().isEmpty());
    }

    /** Steps: 0 the invitation, 1 the roster, 2 the shares, 3 the survivors, 4 the confirmations. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sumsWhoeverIsStillThere(int step) throws Exception {
        FederationReport secure = secure(Map.of(3, step, 8, step, 13, step), 1);
        FederationReport clear = clear(Set.of(3, 8, 13), 1);

        assertThat(secure.modelDigest()).isEqualTo(clear.modelDigest());
        assertThat(verify(secure).rounds()).isEqualTo(1);
        assertThat(attempt(secure).rejected().keySet()).isEqualTo(Farms.names(3, 8, 13));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void countsWhoeverLeavesOnceItsInputIsInTheSum(int step) throws Exception {
        FederationReport secure = secure(Map.of(3, step, 8, step, 13, step), 1);
        FederationReport clear = clear(Set.of(), 1);

        assertThat(secure.modelDigest()).isEqualTo(clear.modelDigest());
        assertThat(verify(secure).rounds()).isEqualTo(1);
        assertThat(attempt(secure).rejected()).isEmpty();
    }

    @Test
    void survivesDropOutsAtEveryStepAtOnce() throws Exception {
        FederationReport secure = secure(Map.of(1, 0, 2, 1, 3, 2, 4, 3, 5, 4), 1);
        FederationReport clear = clear(Set.of(1, 2, 3), 1);

        assertThat(secure.modelDigest()).isEqualTo(clear.modelDigest());
        assertThat(reason(secure, 3)).contains(RejectionReason.TRAINING_FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void endsWithoutASumWhereTooFewAreLeft(int step) throws Exception {
        Map<Integer, Integer> leaving = new TreeMap<>();
        for (int client = 0; client < CLIENTS - 6; client++) {
            leaving.put(client, step);
        }

        FederationReport report = secure(leaving, 1);

        assertThat(report.committedRounds()).isZero();
        assertThat(attempt(report).abandoned()).contains(AbandonReason.SECURE_AGGREGATION_FAILED);
        assertThat(verify(report).abandoned()).isEqualTo(1);
    }

    @Test
    void leavesOutWhoSendsRubbish() throws Exception {
        Meeting meeting = Meeting.in(folder.resolve("rubbish")).underMasks();
        for (int client = 0; client < CLIENTS; client++) {
            meeting.join(client, client == 5 ? SecureMeetingTest::rubbish : honest -> honest);
        }

        FederationReport report = meeting.run(1, MINIMUM);

        assertThat(report.committedRounds()).isEqualTo(1);
        assertThat(reason(report, 5)).contains(RejectionReason.PROTOCOL_BROKEN);
    }

    @Test
    void goesOnAfterARestartOfItsClients() throws Exception {
        Meeting meeting = Meeting.withHomes(folder.resolve("homes")).underMasks();
        for (int turn = 1; turn <= 2; turn++) {
            for (int client = 0; client < MINIMUM + 2; client++) {
                meeting.join(client, honest -> honest);
            }
            FederationReport report = meeting.run(turn, MINIMUM);
            assertThat(attempt(report).rejected()).isEmpty();
        }
    }

    private static ClientEndpoint rubbish(ClientEndpoint honest) {
        return (message, cancellation) -> {
            ClientReply reply = honest.on(message, cancellation);
            if (message instanceof SecureMessage && reply instanceof ClientReply.Secured secured) {
                byte[] bytes = secured.message().toByteArray();
                bytes[bytes.length / 2] ^= 1;
                return new ClientReply.Secured(Bytes.of(bytes), secured.signed());
            }
            return reply;
        };
    }

    private FederationReport secure(Map<Integer, Integer> leaving, int rounds) throws Exception {
        Meeting meeting = Meeting.in(folder.resolve("secure")).underMasks();
        for (int client = 0; client < CLIENTS; client++) {
            Integer step = leaving.get(client);
            meeting.join(client, honest -> step == null ? honest : leaving(honest, step));
        }
        return meeting.run(rounds, MINIMUM);
    }

    /** It answers so many steps, and is then gone. */
    private static ClientEndpoint leaving(ClientEndpoint honest, int step) {
        int[] answered = {0};
        return (message, cancellation) -> {
            boolean counts = message instanceof RoundInvitation || message instanceof SecureMessage;
            if (counts && answered[0]++ >= step) {
                return new ClientReply.Failed("gone");
            }
            return honest.on(message, cancellation);
        };
    }

    private FederationReport clear(Set<Integer> absent, int rounds) throws Exception {
        Meeting meeting = Meeting.in(folder.resolve("clear"));
        for (int client = 0; client < CLIENTS; client++) {
            boolean gone = new TreeSet<>(absent).contains(client);
            meeting.join(client, honest -> gone ? leaving(honest, 0) : honest);
        }
        return meeting.run(rounds, MINIMUM);
    }

    private static RoundSummary attempt(FederationReport report) {
        return report.attempts().get(report.attempts().size() - 1);
    }

    private static Optional<RejectionReason> reason(FederationReport report, int client) {
        return Optional.ofNullable(attempt(report).rejected().get(ClientId.of(Farms.name(client))))
                .map(Answer.Rejected::reason);
    }

    private static VerificationReport verify(FederationReport report) throws Exception {
        TrustAnchor anchor =
                TrustAnchor.logKey(VerifierKey.parse(report.logKey())).withSeen(report.checkpoint());
        return LedgerVerifier.of(anchor).verify(report.ledger(), VerificationOptions.withoutReplay());
    }
}
