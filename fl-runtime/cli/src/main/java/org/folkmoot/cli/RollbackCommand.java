package org.folkmoot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.release.ReleaseCheck;
import org.folkmoot.engine.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code folkmoot rollback}: lets the state of an earlier round hold again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Let the state of an earlier round hold again: put it on record as the next number, and write its model to"
                    + " model/. It takes the approvals that the charter asks for. Nothing is deleted from the log.",
        })
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private StewardOptions options = new StewardOptions();

    @Parameters(index = "1", paramLabel = "ROUND", description = "The round; 0 is the state before the first.")
    private int round;

    @Override
    public Integer call() {
        return options.act(steward -> {
            RoundState state = steward.rollBackTo(round);
            int number = steward.chain().committedRound();
            List<String> lines = new ArrayList<>();
            lines.add("the state of round " + round + " holds again, as number " + number);
            Path model = options.run().resolve("model");
            if (Files.isDirectory(model)) {
                Files.deleteIfExists(options.run().resolve(ReleaseCheck.FILE));
                new ModelFolder(steward.chain().charter().federation(), number, state.model()).write(model);
                lines.add("model/ holds it, and is not released");
            }
            return lines;
        });
    }
}
