package org.folkmoot.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.ModelDescription;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.storage.DurableFiles;

/**
 * A released model on disk: {@code parameters.bin} (elements in order, little-endian) and {@code model.json} (what they
 * mean and where they come from). {@code sha256sum parameters.bin} gives the digest that the round's proof names.
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

    /** Writes both files, each atomically, parameters first. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        DurableFiles.write(folder.resolve(PARAMETERS), model.toBytes());
        DurableFiles.write(
                folder.resolve(DESCRIPTION), ModelDescription.bytes(federation, round, model.digest(), model.layout()));
    }

    /**
     * {@return the model in a folder}
     *
     * @throws IOException if a file is missing, malformed, or the parameters are not those that the description names
     */
    public static ModelFolder read(Path folder) throws IOException {
        byte[] parameters = Files.readAllBytes(folder.resolve(PARAMETERS));
        try {
            if (!(StrictJson.parseCanonical(Files.readAllBytes(folder.resolve(DESCRIPTION)))
                    instanceof JsonObject json)) {
                throw new MalformedJsonException("not an object");
            }
            json.requireOnly("federation", "round", "model", "layout");
            Digest found = Digest.sha256(parameters);
            if (!found.hex().equals(json.string("model"))) {
                throw new IOException(folder + ": " + PARAMETERS + " has digest " + found + " (expected: "
                        + json.string("model") + ")");
            }
            ParameterLayout layout = CanonicalLayout.fromJson(json.object("layout"));
            return new ModelFolder(
                    new FederationId(json.string("federation")),
                    Math.toIntExact(json.integer("round")),
                    ParameterVector.fromBytes(layout, parameters));
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException(folder.resolve(DESCRIPTION) + ": " + e.getMessage(), e);
        }
    }
}
