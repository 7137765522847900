package org.folkmoot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.folkmoot.audit.proof.FailureKind;

/** What the command's exit codes mean; those from 10 on are the verifier's. */
final class ExitCodes {
    static final int OK = 0;
    static final int BUG = 1;
    static final int USAGE = 2;

    private ExitCodes() {}

    /** {@return every exit code with its meaning, in order} */
    static Map<String, String> all() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + OK, "verified");
        codes.put(" " + BUG, "an error inside this program; please report it");
        codes.put(" " + USAGE, "the command was not understood");
        for (FailureKind kind : FailureKind.values()) {
            codes.put(" " + kind.exitCode(), kind.word() + ": " + kind.meaning());
        }
        return codes;
    }
}
