package org.folkmoot.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.audit.release.ReleaseCheck;
import org.folkmoot.core.canonical.ModelDescription;
import org.folkmoot.core.storage.DurableFiles;

/**
 * A released model on disk: {@code parameters.bin} (elements in order, little-endian) and {@code model.json} (what they
 * mean and where they come from). {@code sha256sum parameters.bin} gives the digest that the round's proof names.
 * {@link org.folkmoot.audit.disclosure.ReleasedModel} reads it back.
 *
 * @param federation where it was trained
 * @param round the round that committed it
 * @param model the parameters
 */
public record ModelFolder(FederationId federation, int round, ParameterVector model) {
    private static final String PARAMETERS = "parameters.bin";
    private static final String DESCRIPTION = "model.json";

    /** {@return the model that a run came to} */
    public static ModelFolder of(FederationReport report) {
        return new ModelFolder(report.federation(), report.committedRounds(), report.model());
    }

    /** Writes both files, each atomically, parameters first. A signature beside the folder, of another model, goes. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolveSibling(ReleaseCheck.FILE));
        DurableFiles.write(folder.resolve(PARAMETERS), model.toBytes());
        DurableFiles.write(
                folder.resolve(DESCRIPTION), ModelDescription.bytes(federation, round, model.digest(), model.layout()));
    }
}
