package org.folkmoot.privacy.ledger;

import java.nio.file.Path;
import org.folkmoot.api.privacy.PrivacyBudget;
import org.folkmoot.api.privacy.PrivacyBudgetExhaustedException;
import org.folkmoot.api.privacy.PrivacyLedger;
import org.folkmoot.privacy.accountant.GaussianAccountant;
import org.folkmoot.testkit.privacy.PrivacyLedgerContract;

/** Spends a budget until nothing is left, telling each charge it was granted; to be killed. */
final class Spender {
    private Spender() {}

    /** Arguments: folder, first round, epsilon. */
    public static void main(String[] args) throws Exception {
        PrivacyBudget limit = new PrivacyBudget(Double.parseDouble(args[2]), 1e-6);
        try (PrivacyLedger ledger = FolderPrivacyLedger.open(Path.of(args[0]), GaussianAccountant.create())) {
            for (int round = Integer.parseInt(args[1]); ; round++) {
                ledger.reserve(
                        PrivacyLedgerContract.id(round),
                        PrivacyLedgerContract.SCOPE,
                        PrivacyLedgerContract.EVENT,
                        limit);
                System.out.println("granted " + round);
            }
        } catch (PrivacyBudgetExhaustedException e) {
            System.out.println("refused");
        }
    }
}
