package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KeyFiles;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.witness.WitnessServer;
import org.folkmoot.audit.witness.WitnessSetup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code folkmoot witness}: cosigns checkpoints of other people's logs, as long as each has one history. */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Be a witness for somebody's log: cosign each checkpoint that extends the last one you cosigned, and refuse"
                    + " every other. Runs until it is stopped; prints its verifier key and its address first.",
            "Give the verifier key to those who verify (folkmoot verify --witness-key), and the address to the coordinator."
        })
final class WitnessCommand implements Callable<Integer> {
    private static final int NAME_DIGITS = 8;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "File with the witness's secret key; made if it does not exist. Default: witness.key in the"
                    + " state folder.")
    private @Nullable Path key;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the witness, such as example.org/witness; for ever the same for one key.")
    private @Nullable String name;

    @Override
    public Integer call() throws IOException, InvalidProofException {
        return Serving.run(spec, this::start);
    }

    private Serving.Started start() throws IOException, InvalidProofException {
        Path file = Objects.requireNonNullElse(key, server.state().resolve("witness.key"));
        Ed25519Key secret = KeyFiles.ed25519(file, new SecureRandom());
        String id = secret.publicKey().sha256().hex().substring(0, NAME_DIGITS);
        String called = Objects.requireNonNullElse(name, "folkmoot.local/witness-" + id);
        WitnessSetup setup = new WitnessSetup(called, secret, server.logs(), server.state());
        WitnessServer witness = WitnessServer.start(setup, server.address(), Clock.systemUTC());
        return new Serving.Started(
                witness,
                List.of(
                        "key " + witness.verifierKey().encode(),
                        "listening at port " + witness.port() + " for "
                                + setup.logs().size() + " logs"));
    }
}
