package org.folkmoot.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.merkle.MerkleTree;
import org.junit.jupiter.api.Test;

final class AbsenceProofTest {
    private static Digest name(int number) {
        return Digest.sha256(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private static RecordSet records(int count) {
        List<ClientRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(ClientRecord.rejected(name(i), RejectionReason.TIMED_OUT, name(-i)));
        }
        return RecordSet.of(records);
    }

    @Property(tries = 200)
    void provesEachThatIsAbsentAndNobodyElse(
            @ForAll @IntRange(min = 0, max = 40) int count, @ForAll @IntRange(min = 0, max = 400) int who)
            throws Exception {
        RecordSet records = records(count);
        if (who < count) {
            assertThatIllegalArgumentException().isThrownBy(() -> AbsenceProof.of(records, name(who)));
            return;
        }
        AbsenceProof proof = AbsenceProof.of(records, name(who));
        proof.verify(records.root(), count);
        assertThat(AbsenceProof.parse(proof.bytes())).isEqualTo(proof);
        refuses(proof, records.root(), count + 1);
        refuses(proof, records(count + 1).root(), count + 1);
        if (count > 0) {
            refuses(proof, records(count - 1).root(), count);
        }
    }

    @Test
    void isWrittenAsTheSpecificationSays() throws Exception {
        AbsenceProof proof = AbsenceProof.of(records(0), name(5));
        assertThat(proof.bytes())
                .isEqualTo(Bytes.utf8("folkmoot.org/absence@v1\npseudonym " + name(5).hex() + "\ncount 0\n"));
        proof.verify(MerkleHash.emptyRoot(), 0);
        refuses(proof, name(1), 0);
        AbsenceProof amongTwo = AbsenceProof.of(records(2), name(5));
        assertThat(new String(amongTwo.bytes().toByteArray(), StandardCharsets.UTF_8))
                .matches("folkmoot.org/absence@v1\npseudonym [0-9a-f]{64}\ncount 2\n"
                        + "((before|after) [01] [A-Za-z0-9+/=]+\n[A-Za-z0-9+/=]{44}\n){1,2}");
    }

    /** A coordinator cannot deny a client by other neighbours, nor by a tree that is not sorted about it. */
    @Test
    void refusesNeighboursThatLeaveRoom() throws Exception {
        RecordSet records = records(9);
        for (int hidden = 0; hidden < 9; hidden++) {
            Digest victim = records.record(hidden).pseudonym();
            for (int left = -1; left < 9; left++) {
                AbsenceProof proof = new AbsenceProof(
                        victim, 9, at(records, left), left + 1 < 9 ? at(records, left + 1) : Optional.empty());
                refuses(proof, records.root(), 9);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbsenceProof(name(3), 9, at(records, 2), at(records, 4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbsenceProof(name(3), 9, at(records, 7), Optional.empty()));
    }

    @Test
    void refusesALeafThatIsNoRecord() throws Exception {
        byte[] junk = {1, 2, 3};
        MerkleTree tree = MerkleTree.ofLeaves(List.of(junk));
        AbsenceProof.Neighbour neighbour = new AbsenceProof.Neighbour(0, Bytes.of(junk), List.of());
        refuses(new AbsenceProof(name(1), 1, Optional.of(neighbour), Optional.empty()), tree.root(), 1);
    }

    private static Optional<AbsenceProof.Neighbour> at(RecordSet records, int index) {
        return index < 0
                ? Optional.empty()
                : Optional.of(new AbsenceProof.Neighbour(
                        index, Bytes.of(records.record(index).bytes()), records.inclusionPath(index)));
    }

    @Test
    void everyChangedByteIsMalformedOrRefused() throws Exception {
        RecordSet records = records(5);
        byte[] good = AbsenceProof.of(records, name(77)).bytes().toByteArray();
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                int place = at;
                try {
                    AbsenceProof changed = AbsenceProof.parse(Bytes.of(bad));
                    if (!changed.pseudonym().equals(name(77))) {
                        continue;
                    }
                    changed.verify(records.root(), 5);
                    throw new AssertionError("accepted with byte " + place + " changed");
                } catch (MalformedProofException | InvalidProofException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
        }
        for (String bad : List.of("", "\n", "folkmoot.org/absence@v1\n", "folkmoot.org/absence@v1\n\n\n\n")) {
            assertThatExceptionOfType(MalformedProofException.class)
                    .isThrownBy(() -> AbsenceProof.parse(Bytes.utf8(bad)));
        }
    }

    private static void refuses(AbsenceProof proof, Digest root, long count) {
        assertThatExceptionOfType(InvalidProofException.class).isThrownBy(() -> proof.verify(root, count));
    }
}
