package org.folkmoot.audit.ledger;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests need and that are not ours. Where one is missing the test is skipped, and says why; where
 * {@value #REQUIRE} is 1, as in CI, it fails instead.
 */
public final class External {
    static final String REQUIRE = "FOLKMOOT_REQUIRE_EXTERNAL";

    private External() {}

    /** Returns if the program is there. */
    public static void require(boolean there, String what) {
        if (!there && "1".equals(System.getenv(REQUIRE))) {
            Assertions.fail(what + ": missing (expected: installed, " + REQUIRE + " is 1)");
        }
        Assumptions.assumeTrue(there, what + ": not installed");
    }
}
