package org.folkmoot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.audit.proof.InvalidProofException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which the user says what to rest upon. */
final class TrustOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--log-key",
            paramLabel = "FILE|KEY",
            description = "The log's verifier key, name+id+key, as the federation publishes it; or a file with it.")
    private @Nullable String logKey;

    @Option(
            names = "--coordinator-key",
            paramLabel = "FILE|HEX",
            description = "The coordinator's public key, which signs leaves: 130 hex digits (P-256, uncompressed); or a"
                    + " file with them. A single proof needs it, or the charter, to have its leaf's signature checked.")
    private @Nullable String coordinatorKey;

    @Option(
            names = "--charter",
            paramLabel = "FILE",
            description = "The federation's charter, as: folkmoot prove PATH 0. It names the coordinator's key, and the"
                    + " ledger must begin with it.")
    private @Nullable Path charter;

    @Option(
            names = "--witness-key",
            paramLabel = "FILE|KEY",
            description = "A witness that you trust, name+id+key; or a file with it. May be given several times.")
    private List<String> witnessKeys = new ArrayList<>();

    @Option(
            names = "--witnesses",
            paramLabel = "K",
            description = "How many of the witnesses must have cosigned. Default: all that you name.")
    private @Nullable Integer witnesses;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Which logs and witnesses you trust, and which cosignatures are enough: a C2SP tlog-policy file,"
                            + " in place of --witness-key and --witnesses.")
    private @Nullable Path policy;

    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description = "A checkpoint saved before, which the log must still contain. May be given several times.")
    private List<Path> seen = new ArrayList<>();

    Optional<String> logKey() {
        return Optional.ofNullable(logKey);
    }

    /** {@return what the user brought, read} */
    TrustFiles read() throws InvalidProofException {
        TrustFiles trust = withWitnesses(TrustFiles.of(logKey())).withSeen(seen);
        if (charter != null) {
            trust = trust.withCharter(charter);
        }
        return coordinatorKey == null ? trust : trust.withCoordinatorKey(coordinatorKey);
    }

    private TrustFiles withWitnesses(TrustFiles trust) throws InvalidProofException {
        int required = witnesses == null ? witnessKeys.size() : witnesses;
        if (policy != null) {
            if (witnesses != null || !witnessKeys.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--policy: together with --witness-key or --witnesses (expected: alone)");
            }
            return trust.withPolicy(policy);
        }
        if (required < 0 || required > witnessKeys.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--witnesses: " + required + " (expected: 0 to " + witnessKeys.size()
                            + ", named by --witness-key)");
        }
        return trust.withWitnesses(required, witnessKeys);
    }
}
