package org.folkmoot.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.audit.ledger.LedgerServer;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.InvalidProofException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code folkmoot serve-ledger}: keeps the checkpoints of other people's logs. */
@Command(
        name = "serve-ledger",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Keep the checkpoints of somebody's log, so that nobody can set it back unnoticed: the other side of HttpLedger."
                    + " Runs until it is stopped; prints its address first.",
            "It takes what the log signed and what extends the last checkpoint it took, and shows it to anyone who asks."
        })
final class ServeLedgerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws IOException, InvalidProofException {
        return Serving.run(spec, this::start);
    }

    private Serving.Started start() throws IOException, InvalidProofException {
        List<VerifierKey> logs = options.logs();
        LedgerServer server = LedgerServer.start(options.state(), logs, options.address());
        return new Serving.Started(
                server, List.of("listening at port " + server.address().getPort() + " for " + logs.size() + " logs"));
    }
}
