package org.folkmoot.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Digest;
import org.junit.jupiter.api.Test;

class ChunkedRootTest {
    @Test
    void isTheTreeOverItsChunks() {
        int chunk = ChunkedRoot.CHUNK_BYTES;
        for (int length :
                new int[] {0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 5, 7 * chunk, 8 * chunk}) {
            byte[] content = content(length);
            List<byte[]> chunks = new ArrayList<>();
            for (int start = 0; start < length; start += chunk) {
                chunks.add(Arrays.copyOfRange(content, start, Math.min(length, start + chunk)));
            }

            assertThat(ChunkedRoot.of(content))
                    .as("length %d", length)
                    .isEqualTo(MerkleTree.ofLeaves(chunks).root());
        }
    }

    @Property(tries = 50)
    void howTheStreamIsSplitDoesNotMatter(
            @ForAll @IntRange(max = 300_000) int length, @ForAll List<@IntRange(max = 90_000) Integer> pieces) {
        byte[] content = content(length);
        ChunkedRoot chunked = ChunkedRoot.create();
        int at = 0;
        for (int piece : pieces) {
            int taken = Math.min(piece, length - at);
            chunked.update(content, at, taken);
            at += taken;
        }
        ByteBuffer rest = ByteBuffer.allocateDirect(length - at)
                .put(content, at, length - at)
                .flip();
        chunked.update(rest);

        assertThat(chunked.root()).isEqualTo(ChunkedRoot.of(content));
        assertThat(rest.hasRemaining()).isFalse();
    }

    @Test
    void itsRootIsFinal() {
        ChunkedRoot chunked = ChunkedRoot.create();
        chunked.update(new byte[] {1}, 0, 1);

        Digest root = chunked.root();

        assertThat(chunked.root()).isEqualTo(root);
        assertThatThrownBy(() -> chunked.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 + (i >> 11));
        }
        return content;
    }
}
