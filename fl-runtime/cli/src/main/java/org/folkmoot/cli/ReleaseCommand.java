package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.audit.disclosure.ReleasedModel;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.release.ReleaseCheck;
import org.folkmoot.engine.Steward;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code folkmoot release}: signs the model of a run and puts its release on record. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Release the model that holds: sign the files under model/ (OpenSSF Model Signing, file model.sig) and put"
                    + " the release on record. It takes the approvals that the charter asks for.",
            "Whoever gets model/ and model.sig checks them with folkmoot verify."
        })
final class ReleaseCommand implements Callable<Integer> {
    @Mixin
    private StewardOptions options = new StewardOptions();

    @Override
    public Integer call() {
        return options.act(steward -> {
            Path model = options.run().resolve("model");
            check(model, steward);
            long leaf = steward.release(model, options.run().resolve(ReleaseCheck.FILE))
                    .index();
            return List.of(
                    "released: the model of round " + steward.chain().committedRound() + ", leaf " + leaf,
                    "signature: " + options.run().resolve(ReleaseCheck.FILE));
        });
    }

    private static void check(Path model, Steward steward) throws IOException {
        try {
            ReleasedModel.check(model, steward.chain());
        } catch (InvalidProofException e) {
            throw new IOException(e.where() + ": " + e.detail(), e);
        }
    }
}
