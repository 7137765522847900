package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;

/** Leaves for tests, and the tree written down as in RFC 6962 §2.1, without any cleverness. */
final class Leaves {
    private Leaves() {}

    /** {@return the hashes of leaves 0 … count-1, all different} */
    static List<Digest> hashes(int count) {
        List<Digest> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(MerkleHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return hashes;
    }

    /** {@return MTH of RFC 6962 §2.1} */
    static Digest naiveRoot(List<Digest> leafHashes) {
        int n = leafHashes.size();
        if (n == 0) {
            return MerkleHash.emptyRoot();
        }
        if (n == 1) {
            return leafHashes.get(0);
        }
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return MerkleHash.node(naiveRoot(leafHashes.subList(0, k)), naiveRoot(leafHashes.subList(k, n)));
    }

    static Digest flipped(Digest digest, int bit) {
        byte[] bytes = digest.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Digest.of(bytes);
    }

    static <T> List<T> replaced(List<T> list, int index, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.set(index, element);
        return copy;
    }

    static <T> List<T> without(List<T> list, int index) {
        List<T> copy = new ArrayList<>(list);
        copy.remove(index);
        return copy;
    }

    static <T> List<T> with(List<T> list, int index, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.add(index, element);
        return copy;
    }

    static List<byte[]> contents(JsonObject vector) throws MalformedJsonException {
        List<byte[]> contents = new ArrayList<>();
        for (String hex : vector.array("leafInputsHex").strings()) {
            contents.add(HexFormat.of().parseHex(hex));
        }
        return contents;
    }

    /** {@return the path of a vector; an entry that is no digest at all cannot even be claimed and refuses itself} */
    static List<Digest> path(JsonObject vector) throws MalformedJsonException {
        return vector.array("proof").strings().stream().map(Digest::parse).toList();
    }

    /** {@return the number in a vector; one that a long cannot hold is written as text and refuses itself} */
    static long number(JsonObject vector, String name) throws MalformedJsonException {
        return vector.members().get(name) instanceof JsonString text
                ? Long.parseLong(text.value())
                : vector.integer(name);
    }

    /** {@return the digest that a vector writes; other bytes than a digest's stand for some digest} */
    static Digest digest(String hex) {
        boolean isDigest = hex.isEmpty() || hex.length() == 2 * Digest.BYTES;
        return isDigest ? Digest.parse(hex) : Digest.sha256(HexFormat.of().parseHex(hex));
    }

    /** Checks the proof of one published vector. */
    @FunctionalInterface
    interface Verify {
        void of(JsonObject vector) throws MalformedJsonException, InvalidMerkleProofException;
    }

    /** Holds a verification against all published vectors of this kind, those that must be refused included. */
    static void requirePublished(String kind, Verify verify) throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", kind)) {
            String name = vector.string("name");
            if (vector.bool("wantErr")) {
                assertThatThrownBy(() -> verify.of(vector))
                        .as(name)
                        .isInstanceOfAny(InvalidMerkleProofException.class, IllegalArgumentException.class);
            } else {
                assertThatCode(() -> verify.of(vector)).as(name).doesNotThrowAnyException();
            }
        }
    }

    /** {@return the tree whose leaf i is the byte i} */
    static GrowingMerkleTree singleBytes(int count) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int i = 0; i < count; i++) {
            tree.append(MerkleHash.leaf(new byte[] {(byte) i}));
        }
        return tree;
    }
}
