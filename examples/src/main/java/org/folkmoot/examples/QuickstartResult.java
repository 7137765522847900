package org.folkmoot.examples;

import java.util.List;
import org.folkmoot.audit.verify.VerificationReport;
import org.folkmoot.engine.FederationReport;

/**
 * What a run of the quickstart came to.
 *
 * @param options what the user chose
 * @param rounds the rounds, at least one
 * @param clients the clients
 * @param federation the engine's report
 * @param proof the verifier's
 */
record QuickstartResult(
        RunOptions options,
        List<RoundRow> rounds,
        List<ClientRow> clients,
        FederationReport federation,
        VerificationReport proof) {
    QuickstartResult {
        rounds = List.copyOf(rounds);
        clients = List.copyOf(clients);
    }

    /** {@return the accuracy of the last model on the test set, in [0, 1]} */
    double accuracy() {
        return rounds.get(rounds.size() - 1).accuracy();
    }

    /** {@return the mean over clients of what each reaches alone, in [0, 1]} */
    double aloneMean() {
        return clients.stream().mapToDouble(ClientRow::alone).average().orElseThrow();
    }

    /** {@return the least that a client reaches alone, in [0, 1]} */
    double aloneMin() {
        return clients.stream().mapToDouble(ClientRow::alone).min().orElseThrow();
    }
}
