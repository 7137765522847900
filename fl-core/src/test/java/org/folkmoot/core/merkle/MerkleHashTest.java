package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.folkmoot.api.Digest;
import org.folkmoot.core.KnownAnswers;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class MerkleHashTest {
    @Test
    void emptyRootLeafAndNodeAreThePublishedHashes() throws MalformedJsonException {
        for (JsonObject vector : KnownAnswers.of("merkle.json", "merkle.hash")) {
            byte[] preimage = HexFormat.of().parseHex(vector.string("preimageHex"));
            Digest expected = Digest.parse(vector.string("sha256Hex"));

            assertThat(Digest.sha256(preimage)).isEqualTo(expected);
            if (vector.string("name").equals("empty-tree")) {
                assertThat(MerkleHash.emptyRoot()).isEqualTo(expected);
            } else if (preimage[0] == 0) {
                assertThat(MerkleHash.leaf(HexFormat.of().parseHex("4c313233343536")))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aNodeIsNoLeafOverTheSameBytes() {
        Digest left = MerkleHash.leaf(new byte[] {1});
        Digest right = MerkleHash.leaf(new byte[] {2});
        byte[] joined = HexFormat.of().parseHex(left.hex() + right.hex());

        assertThat(MerkleHash.node(left, right)).isNotEqualTo(MerkleHash.leaf(joined));
        assertThat(MerkleHash.node(left, right)).isNotEqualTo(MerkleHash.node(right, left));
    }
}
