package org.folkmoot.audit.disclosure;

import java.nio.file.Path;
import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.ModelDescription;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * A model that a federation released, as a folder with {@code parameters.bin} and {@code model.json} and nothing else.
 *
 * <p>Guarantees: {@link #read} gives a model whose two files fit each other, or says what is wrong; {@link #check} also
 * that it is the model of the last committed round. Read without a check, it is whatever somebody put there.
 *
 * @param federation where it was trained
 * @param round the round that committed it, 0 for the initial model
 * @param parameters the model
 */
public record ReleasedModel(FederationId federation, int round, ParameterVector parameters) {
    /**
     * {@return the model in a folder} Memory is that of the model that the description announces.
     *
     * @throws InvalidProofException if a file is missing, malformed, or the parameters are not those described
     */
    public static ReleasedModel read(Path folder) throws InvalidProofException {
        ModelFiles files = ModelFiles.in(folder);
        Description description = parse(files.description());
        byte[] parameters = files.parameters(description.layout.bytes());
        requireDigest(Digest.sha256(parameters), description.model, "in " + ModelFiles.DESCRIPTION);
        return new ReleasedModel(
                description.federation, description.round, ParameterVector.fromBytes(description.layout, parameters));
    }

    /** Returns if the folder holds the model of the last committed round, and nothing else; memory is constant. */
    public static void check(Path folder, ChainState chain) throws InvalidProofException {
        check(folder, chain, chain.committedRound(), chain.model());
    }

    /**
     * Returns if the folder holds the model of this round, and nothing else; memory is constant.
     *
     * @param round a round that was committed
     * @param model digest of the model that it left
     */
    public static void check(Path folder, ChainState chain, int round, Digest model) throws InvalidProofException {
        ModelFiles files = ModelFiles.in(folder);
        Digest parameters = files.parametersDigest(chain.charter().layout().bytes());
        requireDigest(parameters, model, "after round " + round);
        byte[] expected = ModelDescription.bytes(
                chain.charter().federation(), round, model, chain.charter().layout());
        if (!Arrays.equals(files.description(), expected)) {
            throw tampered(
                    ModelFiles.DESCRIPTION,
                    "not the description of this model (expected: round " + round + ", model " + model
                            + ", canonical)");
        }
    }

    private static void requireDigest(Digest found, Digest expected, String source) throws InvalidProofException {
        if (!found.equals(expected)) {
            throw tampered(ModelFiles.PARAMETERS, "digest " + found + " (expected, " + source + ": " + expected + ")");
        }
    }

    static Description parse(byte[] description) throws InvalidProofException {
        try {
            if (!(StrictJson.parseCanonical(description) instanceof JsonObject json)) {
                throw new MalformedJsonException("no object");
            }
            json.requireOnly("federation", "layout", "model", "round");
            return new Description(
                    new FederationId(json.string("federation")),
                    Math.toIntExact(json.integer("round")),
                    Digest.parse(json.string("model")),
                    CanonicalLayout.fromJson(json.object("layout")));
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new InvalidProofException(
                    FailureKind.MALFORMED, "model/" + ModelFiles.DESCRIPTION, String.valueOf(e.getMessage()), e);
        }
    }

    private static InvalidProofException tampered(String file, String detail) {
        return new InvalidProofException(FailureKind.MODEL_TAMPERED, "model/" + file, detail);
    }

    /** What {@code model.json} says. */
    record Description(FederationId federation, int round, Digest model, ParameterLayout layout) {
        Description {
            if (round < 0) {
                throw new IllegalArgumentException("round: " + round + " (expected: >= 0)");
            }
        }
    }
}
