package org.folkmoot.audit.member;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.merkle.MerkleTree;

/**
 * The parts of a data set, by name, with the digest of each. Only {@link #root} leaves the member's house.
 *
 * <p>Guarantees: the root commits to names and digests; without the salt nobody can test a guess against it, and a part
 * can be shown alone, with {@link #show}, without telling anything of the others. Does not show that the data are true,
 * nor that a contribution was made from them.
 *
 * <p>Source: RFC 6962 §2.1 over salted parts; the salt of a part is SHA-256(salt ‖ name).
 */
public final class DatasetManifest {
    private final Digest salt;
    private final SortedMap<String, Digest> parts;

    private DatasetManifest(Digest salt, SortedMap<String, Digest> parts) {
        this.salt = salt;
        this.parts = parts;
    }

    /**
     * {@return the manifest of these parts}
     *
     * @param salt 32 random bytes, kept secret; destroying it makes the root meaningless
     * @param parts digest of each part's bytes, by name; at least one
     */
    public static DatasetManifest of(Digest salt, Map<String, Digest> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts: 0 (expected: >= 1)");
        }
        return new DatasetManifest(salt, new TreeMap<>(parts));
    }

    /** {@return what the member puts on record} */
    public Digest root() {
        return tree().root();
    }

    /**
     * {@return one part with what proves that it is in the data set}
     *
     * @throws IllegalArgumentException if there is no part of this name
     */
    public Part show(String name) {
        Digest content = parts.get(name);
        if (content == null) {
            throw new IllegalArgumentException("part: \"" + name + "\" (expected: one of " + parts.keySet() + ")");
        }
        int index = parts.headMap(name).size();
        return new Part(name, content, saltOf(name), tree().inclusion(index));
    }

    private MerkleTree tree() {
        List<byte[]> leaves = new ArrayList<>(parts.size());
        parts.forEach((name, content) -> leaves.add(leaf(name, content, saltOf(name))));
        return MerkleTree.ofLeaves(leaves);
    }

    private Digest saltOf(String name) {
        return Digest.sha256(salt.bytes(), name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] leaf(String name, Digest content, Digest partSalt) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return Digest.sha256(partSalt.bytes(), content.bytes(), text).bytes();
    }

    /** Shows the number of parts alone. */
    @Override
    public String toString() {
        return "DatasetManifest[" + parts.size() + " parts]";
    }

    /**
     * One part of a data set, opened.
     *
     * @param name its name
     * @param content SHA-256 of its bytes
     * @param salt its salt
     * @param path from it to the root
     */
    public record Part(String name, Digest content, Digest salt, InclusionProof path) {
        /**
         * Returns if the part belongs to the data set with this root.
         *
         * @throws InvalidMerkleProofException in every other case
         */
        public void verify(Digest root) throws InvalidMerkleProofException {
            path.verify(MerkleHash.leaf(leaf(name, content, salt)), root);
        }
    }
}
