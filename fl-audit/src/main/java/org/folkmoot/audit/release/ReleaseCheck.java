package org.folkmoot.audit.release;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.core.storage.CappedFile;

/**
 * Holds a released model against the log: the files are those that were signed, the signature is the coordinator's, a leaf
 * releases just these files, and their round was not rolled back since.
 *
 * <p>Collects the releases of a log while it is walked; memory is O(releases).
 */
public final class ReleaseCheck {
    /** The name of the signature, beside the model's folder. */
    public static final String FILE = "model.sig";

    private final Map<Digest, ReleaseLeaf> releases = new HashMap<>();

    /** Notes a release, which the chain rules let stand. */
    public void note(ReleaseLeaf leaf) {
        releases.put(leaf.resources(), leaf);
    }

    /** Notes a rollback: what was released of the rounds that it undoes is no longer released. */
    public void note(RollbackLeaf leaf) {
        releases.values().removeIf(release -> release.round() > leaf.target());
    }

    /**
     * {@return the leaf that releases the model in this folder}
     *
     * @param model the model's folder
     * @param signature the file with its signature
     * @param chain what all leaves of the log add up to
     * @throws InvalidProofException if anything of it does not hold
     */
    public ReleaseLeaf check(Path model, Path signature, ChainState chain) throws InvalidProofException {
        ModelSignature signed = read(signature);
        String where = String.valueOf(signature.getFileName());
        try {
            signed.verify(chain.charter().coordinatorKey());
        } catch (InvalidSignatureException e) {
            throw new InvalidProofException(FailureKind.BAD_SIGNATURE, where, String.valueOf(e.getMessage()), e);
        }
        ModelManifest found = manifest(model);
        if (!found.equals(signed.manifest())) {
            throw new InvalidProofException(
                    FailureKind.MODEL_TAMPERED,
                    where,
                    "files " + found.root() + " (expected: those that were signed, "
                            + signed.manifest().root() + ")");
        }
        ReleaseLeaf leaf = releases.get(found.root());
        if (leaf == null) {
            throw new InvalidProofException(
                    FailureKind.NOT_RELEASED,
                    where,
                    "no leaf of the log releases files " + found.root() + ", or their round was rolled back");
        }
        return leaf;
    }

    private static ModelSignature read(Path file) throws InvalidProofException {
        String name = String.valueOf(file.getFileName());
        try {
            return ModelSignature.parse(
                    Bytes.of(CappedFile.read(file, ModelSignature.MAX_BYTES, LinkOption.NOFOLLOW_LINKS)));
        } catch (MalformedSignatureException e) {
            throw new InvalidProofException(FailureKind.MALFORMED, name, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidProofException(FailureKind.UNREADABLE, name, String.valueOf(e.getMessage()), e);
        }
    }

    private static ModelManifest manifest(Path model) throws InvalidProofException {
        try {
            return ModelManifest.of(model);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidProofException(FailureKind.UNREADABLE, "model/", String.valueOf(e.getMessage()), e);
        }
    }
}
