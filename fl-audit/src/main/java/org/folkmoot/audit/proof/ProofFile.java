package org.folkmoot.audit.proof;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.note.Base64Text;
import org.folkmoot.core.json.StrictUtf8;

/**
 * Proof that a leaf is in a log, as one text file that can be checked offline; its name ends in {@code .tlog-proof}.
 *
 * <p>The leaf itself travels as the format's extra data, which the format does not authenticate: what makes it the leaf is
 * that its hash leads to the root. Where it is absent, the checker must have it from elsewhere.
 *
 * <p>Guarantees: any bytes give a proof file or a {@link MalformedProofException}; {@link #bytes} of what was parsed gives
 * the same bytes. It proves nothing before {@link
 * org.folkmoot.audit.verify.LedgerVerifier#verifyProof} has returned.
 *
 * <p>Source: C2SP tlog-proof, v1.
 *
 * @param leaf the bytes of the leaf, where they travel along
 * @param index the place of the leaf, from 0
 * @param path from the leaf to the root (RFC 6962 §2.1.1)
 * @param checkpoint the signed checkpoint, verbatim
 */
public record ProofFile(Optional<Bytes> leaf, long index, List<Digest> path, Bytes checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MAX_PATH = 63;
    private static final int MAX_INDEX_DIGITS = 19;

    /** Copies the path; rejects negative indices, too long paths and empty checkpoints. */
    public ProofFile {
        path = List.copyOf(path);
        requireNonNull(leaf, "leaf");
        if (index < 0) {
            throw new IllegalArgumentException("index: " + index + " (expected: >= 0)");
        }
        if (path.size() > MAX_PATH) {
            throw new IllegalArgumentException("path: " + path.size() + " hashes (expected: <= " + MAX_PATH + ")");
        }
        if (checkpoint.size() == 0 || leaf.map(Bytes::size).orElse(1) == 0) {
            throw new IllegalArgumentException("checkpoint or leaf: empty (expected: bytes)");
        }
    }

    /** {@return the proof file with this leaf inside} */
    public static ProofFile of(Bytes leaf, long index, List<Digest> path, Bytes checkpoint) {
        return new ProofFile(Optional.of(leaf), index, path, checkpoint);
    }

    /** {@return the text of the file, in UTF-8} */
    public Bytes bytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        leaf.ifPresent(bytes -> text.append(EXTRA)
                .append(Base64Text.encode(bytes.toByteArray()))
                .append('\n'));
        text.append(INDEX).append(index).append('\n');
        for (Digest hash : path) {
            text.append(Base64Text.encode(hash.bytes())).append('\n');
        }
        byte[] head = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] note = checkpoint.toByteArray();
        return Bytes.of(ByteBuffer.allocate(head.length + note.length)
                .put(head)
                .put(note)
                .array());
    }

    /**
     * {@return the proof file with these bytes; the caller caps their number}
     *
     * @throws MalformedProofException if they are none
     */
    public static ProofFile parse(Bytes bytes) throws MalformedProofException {
        String text = decode(bytes);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new MalformedProofException("proof: no empty line (expected: one before the checkpoint)");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        int at = 0;
        if (!lines[at++].equals(HEADER)) {
            throw new MalformedProofException("proof: line 1 (expected: " + HEADER + ")");
        }
        try {
            Optional<Bytes> leaf = Optional.empty();
            if (at < lines.length && lines[at].startsWith(EXTRA)) {
                leaf = Optional.of(Bytes.of(Base64Text.decode(lines[at++].substring(EXTRA.length()))));
            }
            if (at >= lines.length || !lines[at].startsWith(INDEX)) {
                throw new MalformedProofException("proof: line " + (at + 1) + " (expected: index)");
            }
            long index = index(lines[at++].substring(INDEX.length()));
            List<Digest> path = new ArrayList<>();
            while (at < lines.length) {
                path.add(Digest.of(Base64Text.decode(lines[at++])));
            }
            return new ProofFile(leaf, index, path, Bytes.utf8(text.substring(end + 2)));
        } catch (IllegalArgumentException e) {
            throw new MalformedProofException("proof: line " + at + ": " + e.getMessage(), e);
        }
    }

    private static long index(String digits) throws MalformedProofException {
        boolean decimal = !digits.isEmpty()
                && digits.length() <= MAX_INDEX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!decimal || (digits.length() > 1 && digits.startsWith("0"))) {
            throw new MalformedProofException("proof: index (expected: decimal, no leading zero)");
        }
        return Long.parseLong(digits);
    }

    private static String decode(Bytes bytes) throws MalformedProofException {
        try {
            return StrictUtf8.decode(bytes.toByteArray());
        } catch (CharacterCodingException e) {
            throw new MalformedProofException("proof: malformed bytes (expected: UTF-8)", e);
        }
    }
}
