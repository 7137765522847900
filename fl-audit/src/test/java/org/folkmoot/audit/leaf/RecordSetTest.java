package org.folkmoot.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.Test;

class RecordSetTest {
    @Property(tries = 50)
    void isTheSameWhateverTheOrder(@ForAll @IntRange(min = 0, max = 60) int count, @ForAll long seed)
            throws MalformedLeafException {
        List<ClientRecord> records = rejected(count);
        RecordSet inOrder = RecordSet.of(records);
        Collections.shuffle(records, new Random(seed));

        RecordSet shuffled = RecordSet.of(records);

        assertThat(shuffled.bytes()).isEqualTo(inOrder.bytes());
        assertThat(shuffled.root()).isEqualTo(inOrder.root());
        assertThat(RecordSet.parse(shuffled.bytes()).records()).isEqualTo(inOrder.records());
    }

    @Property(tries = 50)
    void provesEveryRecord(@ForAll @IntRange(min = 1, max = 60) int count) throws Exception {
        RecordSet set = RecordSet.of(rejected(count));

        for (int i = 0; i < count; i++) {
            ClientRecord record = set.record(i);
            assertThat(set.indexOf(record.pseudonym())).hasValue(i);
            new InclusionProof(i, count, set.inclusionPath(i)).verify(MerkleHash.leaf(record.bytes()), set.root());
        }
    }

    @Property(tries = 300)
    void throwsOnlyWhatItDeclares(
            @ForAll @Size(min = 1, max = 3) List<@IntRange(min = 0, max = 1 << 16) Integer> places,
            @ForAll byte value) {
        byte[] bytes = LeafExamples.records().bytes();
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }
        try {
            assertThat(RecordSet.parse(bytes).bytes()).isEqualTo(bytes);
        } catch (MalformedLeafException e) {
            assertThat(e).hasMessageStartingWith("records: ");
        }
    }

    @Test
    void countsWhatBecameOfTheClients() throws MalformedLeafException {
        RecordSet set = LeafExamples.records();

        assertThat(set.included()).isEqualTo(2);
        assertThat(set.rejected()).containsOnlyKeys(RejectionReason.TIMED_OUT).containsValue(1);
        assertThat(set.indexOf(Digest.of(LeafExamples.fill(0)))).isEmpty();
        for (ClientRecord record : set.records()) {
            assertThat(ClientRecord.parse(record.bytes())).isEqualTo(record);
        }
    }

    @Test
    void refusesUnsortedAndRepeatedRecords() {
        String a = text(rejected(2).get(0));
        String b = text(rejected(2).get(1));
        boolean inOrder = RecordSet.of(rejected(2)).record(0).equals(rejected(2).get(0));

        for (String pair : List.of(inOrder ? b + "," + a : a + "," + b, a + "," + a)) {
            assertThatThrownBy(() -> RecordSet.parse(("[" + pair + "]").getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(MalformedLeafException.class);
        }
    }

    @Test
    void refusesAnIncludedRecordWithoutItsOwnStatement() {
        Digest other = LeafExamples.members().get(1).pseudonym();

        assertThatThrownBy(() -> new ClientRecord(
                        other, Optional.empty(), Optional.empty(), LeafExamples.digest(1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientRecord(
                        other,
                        Optional.empty(),
                        Optional.empty(),
                        LeafExamples.digest(1),
                        Optional.of(LeafExamples.statement(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(ClientRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static List<ClientRecord> rejected(int count) {
        List<ClientRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Digest pseudonym = Digest.sha256(new byte[] {(byte) i});
            records.add(ClientRecord.rejected(pseudonym, RejectionReason.REFUSED, LeafExamples.digest(i)));
        }
        return records;
    }
}
