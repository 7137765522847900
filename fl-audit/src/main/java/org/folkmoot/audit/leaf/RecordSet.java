package org.folkmoot.audit.leaf;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.merkle.MerkleTree;

/**
 * The records of all clients invited to an attempt, sorted by pseudonym, each client once. Two neighbours in the sorted
 * tree prove that nobody between them took part.
 *
 * <p>Guarantees: immutable; the root depends on the records only, not on the order in which they came. Memory is
 * O(records).
 */
public final class RecordSet {
    private static final Comparator<ClientRecord> BY_PSEUDONYM = Comparator.comparing(ClientRecord::pseudonym);

    private final List<ClientRecord> records;
    private final byte[] bytes;
    private final MerkleTree tree;

    private RecordSet(List<ClientRecord> sorted) {
        this.records = sorted;
        List<byte[]> encoded = new ArrayList<>(sorted.size());
        for (ClientRecord record : sorted) {
            encoded.add(record.bytes());
        }
        this.bytes = array(encoded);
        this.tree = MerkleTree.ofLeaves(encoded);
    }

    /**
     * {@return the set of these records}
     *
     * @throws IllegalArgumentException if two are of the same client
     */
    public static RecordSet of(Collection<ClientRecord> records) {
        List<ClientRecord> sorted = new ArrayList<>(records);
        sorted.sort(BY_PSEUDONYM);
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).pseudonym().equals(sorted.get(i - 1).pseudonym())) {
                throw new IllegalArgumentException(
                        "record: two of " + sorted.get(i).pseudonym() + " (expected: one of each client)");
            }
        }
        return new RecordSet(List.copyOf(sorted));
    }

    /**
     * {@return the set with these bytes}
     *
     * @throws MalformedLeafException if they are not the canonical bytes of a set
     */
    public static RecordSet parse(byte[] bytes) throws MalformedLeafException {
        return Canonical.parse(bytes, "records", RecordSet::fromJson, RecordSet::bytes);
    }

    private static RecordSet fromJson(Json json) throws MalformedJsonException {
        if (!(json instanceof JsonArray array)) {
            throw new MalformedJsonException(json.kind() + " (expected: array)");
        }
        List<ClientRecord> records = new ArrayList<>(array.size());
        for (JsonObject object : array.objects()) {
            records.add(ClientRecord.fromJson(object));
        }
        return of(records);
    }

    /** {@return the canonical array of all records} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return SHA-256 of {@link #bytes()}} */
    public Digest sha256() {
        return Digest.sha256(bytes);
    }

    /** {@return the RFC 6962 root over the bytes of each record} */
    public Digest root() {
        return tree.root();
    }

    /** {@return the number of records} */
    public int size() {
        return records.size();
    }

    /** {@return all records, by pseudonym} */
    public List<ClientRecord> records() {
        return records;
    }

    /** {@return the record at this position} */
    public ClientRecord record(int index) {
        return records.get(index);
    }

    /** {@return the position of this client's record, if there is one} */
    public OptionalInt indexOf(Digest pseudonym) {
        int index = Collections.binarySearch(
                records.stream().map(ClientRecord::pseudonym).toList(), pseudonym);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** {@return the path from the record at this position to the root (RFC 6962 §2.1.1)} */
    public List<Digest> inclusionPath(int index) {
        return tree.inclusion(index).path();
    }

    /** {@return how many contributions count} */
    public int included() {
        return (int) records.stream().filter(ClientRecord::isIncluded).count();
    }

    /** {@return how many contributions do not count, by reason; no zeroes} */
    public SortedMap<RejectionReason, Integer> rejected() {
        SortedMap<RejectionReason, Integer> counts = new TreeMap<>();
        for (ClientRecord record : records) {
            record.rejection().ifPresent(reason -> counts.merge(reason, 1, Integer::sum));
        }
        return counts;
    }

    /** Joins canonical records into the canonical array of them. */
    private static byte[] array(List<byte[]> encoded) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('[');
        for (int i = 0; i < encoded.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(encoded.get(i));
        }
        out.write(']');
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "RecordSet[" + records.size() + "]";
    }
}
