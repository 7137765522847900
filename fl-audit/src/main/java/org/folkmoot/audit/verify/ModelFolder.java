package org.folkmoot.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.ChainState;
import org.folkmoot.core.canonical.ModelDescription;

/**
 * The released model beside a ledger: {@code parameters.bin} and {@code model.json}, both exactly what the last committed
 * round makes them.
 */
final class ModelFolder {
    private static final String PARAMETERS = "parameters.bin";
    private static final String DESCRIPTION = "model.json";

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    void check(ChainState chain) throws InvalidProofException {
        Digest parameters =
                Digest.sha256(read(PARAMETERS, chain.charter().layout().bytes()));
        if (!parameters.equals(chain.model())) {
            throw new InvalidProofException(
                    FailureKind.MODEL_TAMPERED,
                    "model/" + PARAMETERS,
                    "digest " + parameters + " (expected after round " + chain.committedRound() + ": " + chain.model()
                            + ")");
        }
        byte[] expected = ModelDescription.bytes(
                chain.charter().federation(),
                chain.committedRound(),
                chain.model(),
                chain.charter().layout());
        byte[] found = read(DESCRIPTION, expected.length);
        if (!Arrays.equals(found, expected)) {
            throw new InvalidProofException(
                    FailureKind.MODEL_TAMPERED,
                    "model/" + DESCRIPTION,
                    "not the description of this model (expected: round " + chain.committedRound() + ", model "
                            + chain.model() + ", canonical)");
        }
    }

    private byte[] read(String name, long size) throws InvalidProofException {
        Path file = folder.resolve(name);
        try {
            long found = Files.size(file);
            if (found != size) {
                throw new InvalidProofException(
                        FailureKind.MODEL_TAMPERED, "model/" + name, found + " bytes (expected: " + size + ")");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidProofException(
                    FailureKind.UNREADABLE, "model/" + name, "missing or unreadable: " + e.getMessage(), e);
        }
    }
}
