package org.folkmoot.audit.proof;

import static java.util.Objects.requireNonNull;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.note.Base64Text;
import org.folkmoot.core.json.StrictUtf8;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a client has no record in an attempt: the records on either side of where its own would stand. At an edge of
 * the sorted set there is one, in an empty set none. As a text file its name ends in {@code .folkmoot-absence}; it goes
 * together with the {@code .tlog-proof} of the round leaf.
 *
 * <p>Guarantees: any bytes give a proof or a {@link MalformedProofException}; {@link #bytes} of what was parsed gives the
 * same bytes; it shows nothing before {@link #verify} has returned. Does not guarantee that the set is sorted elsewhere than
 * between the neighbours: who checks the round with all its records sees that. It discloses the neighbours' records to
 * whom it is shown.
 *
 * <p>Source: docs/spec/round-proof.md §8.1; RFC 6962 §2.1.1 (paths).
 *
 * @param pseudonym who is absent
 * @param count how many records there are
 * @param before the last record of a smaller pseudonym; empty where there is none
 * @param after the first record of a greater one; empty where there is none
 */
public record AbsenceProof(Digest pseudonym, int count, Optional<Neighbour> before, Optional<Neighbour> after) {
    private static final String HEADER = "folkmoot.org/absence@v1";
    private static final String PSEUDONYM = "pseudonym ";
    private static final String COUNT = "count ";
    private static final String BEFORE = "before ";
    private static final String AFTER = "after ";
    private static final int MAX_PATH = 31;

    /** Rejects neighbours that are not next to each other, or not at the edge. */
    public AbsenceProof {
        requireNonNull(pseudonym, "pseudonym");
        int left = before.map(Neighbour::index).orElse(-1);
        int right = after.map(Neighbour::index).orElse(count);
        if (count < 0 || left + 1 != right || right > count) {
            throw new IllegalArgumentException("neighbours: at " + left + " and " + right + " of " + count
                    + " (expected: next to each other, or at the edge)");
        }
    }

    /**
     * A record with its path.
     *
     * @param index its position among the records
     * @param record its bytes
     * @param path from the record to the root (RFC 6962 §2.1.1)
     */
    public record Neighbour(int index, Bytes record, List<Digest> path) {
        /** Copies the path; rejects negative positions, empty records and too long paths. */
        public Neighbour {
            path = List.copyOf(path);
            if (index < 0 || record.size() == 0 || path.size() > MAX_PATH) {
                throw new IllegalArgumentException("neighbour: index " + index + ", " + record.size() + " bytes, "
                        + path.size() + " hashes (expected: >= 0, > 0, <= " + MAX_PATH + ")");
            }
        }

        private static Neighbour of(RecordSet records, int index) {
            return new Neighbour(index, Bytes.of(records.record(index).bytes()), records.inclusionPath(index));
        }
    }

    /**
     * {@return the proof that this client has no record among these}
     *
     * @throws IllegalArgumentException if it has
     */
    public static AbsenceProof of(RecordSet records, Digest pseudonym) {
        if (records.indexOf(pseudonym).isPresent()) {
            throw new IllegalArgumentException("pseudonym: " + pseudonym + " has a record (expected: none)");
        }
        int right = 0;
        while (right < records.size() && records.record(right).pseudonym().compareTo(pseudonym) < 0) {
            right++;
        }
        return new AbsenceProof(
                pseudonym,
                records.size(),
                right == 0 ? Optional.empty() : Optional.of(Neighbour.of(records, right - 1)),
                right == records.size() ? Optional.empty() : Optional.of(Neighbour.of(records, right)));
    }

    /**
     * Returns if the client has no record in the set that a round leaf commits to.
     *
     * @param recordsRoot the leaf's {@code recordsRoot}
     * @param recordsCount the leaf's {@code recordsCount}
     * @throws InvalidProofException if the proof does not show that
     */
    public void verify(Digest recordsRoot, long recordsCount) throws InvalidProofException {
        if (count != recordsCount) {
            throw refused("count " + count + " (expected: " + recordsCount + ", as the round leaf says)", null);
        }
        if (count == 0 && !recordsRoot.equals(MerkleHash.emptyRoot())) {
            throw refused("root " + recordsRoot + " (expected: that of no records)", null);
        }
        if (before.isPresent()) {
            requireInSet(before.get(), recordsRoot, -1);
        }
        if (after.isPresent()) {
            requireInSet(after.get(), recordsRoot, 1);
        }
    }

    private void requireInSet(Neighbour neighbour, Digest root, int side) throws InvalidProofException {
        try {
            byte[] record = neighbour.record().toByteArray();
            new InclusionProof(neighbour.index(), count, neighbour.path()).verify(MerkleHash.leaf(record), root);
            Digest other = ClientRecord.parse(record).pseudonym();
            if (Integer.signum(other.compareTo(pseudonym)) != side) {
                throw refused("record " + neighbour.index() + " of " + other + " (expected: on the other side)", null);
            }
        } catch (InvalidMerkleProofException | MalformedLeafException e) {
            throw refused("record " + neighbour.index() + ": " + e.getMessage(), e);
        }
    }

    private InvalidProofException refused(String detail, @Nullable Exception cause) {
        return new InvalidProofException(FailureKind.RECORDS_TAMPERED, "absence of " + pseudonym, detail, cause);
    }

    /** {@return the text of the file, in UTF-8} */
    public Bytes bytes() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append(PSEUDONYM).append(pseudonym.hex()).append('\n');
        text.append(COUNT).append(count).append('\n');
        before.ifPresent(neighbour -> append(BEFORE, neighbour, text));
        after.ifPresent(neighbour -> append(AFTER, neighbour, text));
        return Bytes.utf8(text.toString());
    }

    private static void append(String word, Neighbour neighbour, StringBuilder text) {
        text.append(word).append(neighbour.index()).append(' ');
        text.append(Base64Text.encode(neighbour.record().toByteArray())).append('\n');
        for (Digest hash : neighbour.path()) {
            text.append(Base64Text.encode(hash.bytes())).append('\n');
        }
    }

    /**
     * {@return the proof with these bytes; the caller caps their number}
     *
     * @throws MalformedProofException if they are none
     */
    public static AbsenceProof parse(Bytes bytes) throws MalformedProofException {
        try {
            String[] lines = StrictUtf8.decode(bytes.toByteArray()).split("\n", -1);
            AbsenceProof proof = read(lines);
            if (!proof.bytes().equals(bytes)) {
                throw new MalformedProofException("absence: not in canonical form (expected: the bytes as written)");
            }
            return proof;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new MalformedProofException("absence: " + e.getMessage(), e);
        }
    }

    private static AbsenceProof read(String[] lines) throws MalformedProofException {
        if (lines.length < 4 || !lines[0].equals(HEADER) || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedProofException("absence: first and last line (expected: " + HEADER + ", line feed)");
        }
        Digest pseudonym = Digest.parse(after(PSEUDONYM, lines[1]));
        int count = Integer.parseInt(after(COUNT, lines[2]));
        List<List<String>> neighbours = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(3, lines.length - 1)) {
            if (line.startsWith(BEFORE) || line.startsWith(AFTER)) {
                neighbours.add(new ArrayList<>());
            } else if (neighbours.isEmpty()) {
                throw new MalformedProofException("absence: line 4 (expected: a neighbour)");
            }
            neighbours.get(neighbours.size() - 1).add(line);
        }
        return new AbsenceProof(pseudonym, count, neighbour(BEFORE, neighbours), neighbour(AFTER, neighbours));
    }

    /** {@return the last neighbour of this kind} Of two, the other is missed when the bytes are compared. */
    private static Optional<Neighbour> neighbour(String word, List<List<String>> neighbours) {
        Optional<Neighbour> found = Optional.empty();
        for (List<String> lines : neighbours) {
            if (lines.get(0).startsWith(word)) {
                String[] parts = after(word, lines.get(0)).split(" ", -1);
                if (parts.length != 2) {
                    throw new IllegalArgumentException(word + "line: " + parts.length + " words (expected: 2)");
                }
                List<Digest> path = new ArrayList<>();
                lines.subList(1, lines.size()).forEach(line -> path.add(Digest.of(Base64Text.decode(line))));
                Bytes record = Bytes.of(Base64Text.decode(parts[1]));
                found = Optional.of(new Neighbour(Integer.parseInt(parts[0]), record, path));
            }
        }
        return found;
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) {
            throw new IllegalArgumentException("line (expected: " + word + "…)");
        }
        return line.substring(word.length());
    }
}
