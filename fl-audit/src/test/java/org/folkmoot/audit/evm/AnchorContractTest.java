package org.folkmoot.audit.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.core.merkle.ConsistencyProof;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract itself, called without the checks that the ledger makes before. */
final class AnchorContractTest {
    private static final long MAX_GAS = 1_000_000;

    private static AnvilNode node;
    private static EvmKey key;
    private static AnchorContract contract;
    private static Sender sender;

    @BeforeAll
    static void start() throws Exception {
        node = AnvilNode.start();
        key = node.richKey(1);
        contract = AnchorContract.deploy(node.chain(), key);
        sender = contract.sender(key);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static Mined send(Bytes call) throws IOException {
        Mined mined = sender.send(Optional.of(contract.address()), call, MAX_GAS);
        assertThat(mined.succeeded()).isTrue();
        return mined;
    }

    private static void refuses(String why, Bytes call) {
        assertThatExceptionOfType(NodeRefusedException.class)
                .isThrownBy(() -> send(call))
                .satisfies(refusal -> assertThat(AnchorCalls.reason(refusal)).isEqualTo("refused on chain: " + why));
    }

    private static TreeHead head(String origin, GrowingMerkleTree tree, long size) {
        return new TreeHead(origin, size, tree.root(size));
    }

    private static GrowingMerkleTree tree(String name, int size) {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int i = 0; i < size; i++) {
            tree.append(MerkleHash.leaf(Bytes.utf8(name + i).toByteArray()));
        }
        return tree;
    }

    @Test
    void isMadeForLessThanAMillionGas() throws Exception {
        Mined made = sender.send(Optional.empty(), AnchorCode.INSTALLED.creation(), MAX_GAS);

        System.out.println("gas of the contract: " + made.gasUsed());
        assertThat(made.created()).isPresent();
    }

    /** The figure to reach is 36,000. */
    @Test
    void nextAnchorCostsAtMost36000Gas() throws Exception {
        GrowingMerkleTree tree = tree("a", 70_000);
        Mined first = send(AnchorCalls.anchor(head("gas/plain", tree, 65_535)));
        Mined next = send(AnchorCalls.anchor(head("gas/plain", tree, 70_000)));

        System.out.println("gas of an anchor: first " + first.gasUsed() + ", next " + next.gasUsed());
        assertThat(next.gasUsed()).isLessThanOrEqualTo(36_000);
        assertThat(first.gasUsed()).isLessThanOrEqualTo(75_000);
    }

    /** The figure to reach is 75,000, with 21 hashes: a log of a million leaves. */
    @Test
    void anchorWithConsistencyOf21HashesCostsAtMost75000Gas() throws Exception {
        Line line = Line.of(21);
        send(AnchorCalls.anchorConsistent(line.from, List.of()));
        Mined next = send(AnchorCalls.anchorConsistent(line.to, line.path));

        GrowingMerkleTree tree = tree("b", 70);
        send(AnchorCalls.anchorConsistent(head("gas/short", tree, 33), List.of()));
        List<Digest> path = tree.consistency(33, 70).path();
        Mined small = send(AnchorCalls.anchorConsistent(head("gas/short", tree, 70), path));

        System.out.println("gas of an anchor with consistency: 21 hashes " + next.gasUsed() + ", " + path.size()
                + " hashes " + small.gasUsed());
        assertThat(next.gasUsed()).isLessThanOrEqualTo(75_000);
    }

    /**
     * The costliest proof of a given length: from a size whose last leaf stands alone, so that nearly every hash counts for
     * both roots.
     */
    private record Line(TreeHead from, TreeHead to, List<Digest> path) {
        /** From 2^k - 1 leaves, a line of full subtrees, to 2^k: all hashes but one are to the left. */
        static Line of(int hashes) throws Exception {
            int k = hashes - 1;
            long from = (1L << k) - 1;
            List<Digest> full = new ArrayList<>();
            for (int i = 0; i < k; i++) {
                full.add(Digest.sha256(new byte[] {(byte) i}));
            }
            // The tree of `from` leaves is a line of full subtrees of k-1, ..., 0; the next leaf stands beside the
            // last.
            Digest older = full.get(0);
            Digest last = Digest.sha256(new byte[] {99});
            Digest newer = MerkleHash.node(full.get(0), last);
            List<Digest> path = new ArrayList<>(List.of(full.get(0), last));
            for (int i = 1; i < k; i++) {
                older = MerkleHash.node(full.get(i), older);
                newer = MerkleHash.node(full.get(i), newer);
                path.add(full.get(i));
            }
            assertThat(path).hasSize(hashes);
            new ConsistencyProof(from, from + 1, path).verify(older, newer);
            return new Line(new TreeHead("gas/line", from, older), new TreeHead("gas/line", from + 1, newer), path);
        }
    }

    @Test
    void checksConsistencyExactlyAsWeDo() throws Exception {
        int size = 40;
        GrowingMerkleTree tree = tree("c", size);
        int log = 0;
        for (int from = 1; from < size; from += 3) {
            for (int to = from + 1; to <= size; to += 5) {
                List<Digest> path = tree.consistency(from, to).path();
                String origin = "same/" + log++;
                send(AnchorCalls.anchorConsistent(head(origin, tree, from), List.of()));
                for (List<Digest> wrong : spoilt(path)) {
                    boolean ours = accepts(tree, from, to, wrong);
                    assertThat(ours).isFalse();
                    refuses(
                            "the path does not lead from the held root",
                            AnchorCalls.anchorConsistent(head(origin, tree, to), wrong));
                }
                send(AnchorCalls.anchorConsistent(head(origin, tree, to), path));
                assertThat(contract.head(key.address(), origin).map(held -> held.of(origin)))
                        .contains(head(origin, tree, to));
            }
        }
    }

    private static boolean accepts(GrowingMerkleTree tree, long from, long to, List<Digest> path) {
        try {
            new ConsistencyProof(from, to, path).verify(tree.root(from), tree.root(to));
            return true;
        } catch (InvalidMerkleProofException e) {
            return false;
        }
    }

    private static List<List<Digest>> spoilt(List<Digest> path) {
        List<List<Digest>> wrong = new ArrayList<>();
        if (!path.isEmpty()) {
            wrong.add(path.subList(0, path.size() - 1));
            wrong.add(path.subList(1, path.size()));
            List<Digest> changed = new ArrayList<>(path);
            changed.set(path.size() / 2, Digest.sha256(path.get(path.size() / 2).bytes()));
            wrong.add(changed);
        }
        List<Digest> longer = new ArrayList<>(path);
        longer.add(Digest.sha256());
        wrong.add(longer);
        return wrong;
    }

    @Test
    void refusesAForkOnTheChainWhoeverAsks() throws Exception {
        GrowingMerkleTree tree = tree("d", 20);
        GrowingMerkleTree fork = tree("e", 20);
        send(AnchorCalls.anchorConsistent(head("fork", tree, 10), List.of()));

        refuses("another root is held for this size", AnchorCalls.anchorConsistent(head("fork", fork, 10), List.of()));
        refuses("a larger size is held", AnchorCalls.anchorConsistent(head("fork", tree, 9), List.of()));
        refuses(
                "the path does not lead from the held root",
                AnchorCalls.anchorConsistent(
                        head("fork", fork, 20), fork.consistency(10, 20).path()));
        refuses("steps of this log need a proof", AnchorCalls.anchor(head("fork", tree, 20)));
        refuses("steps of this log need a proof", AnchorCalls.anchor(head("fork", tree, 10)));
    }

    @Test
    void refusesWithoutProofsWhatItCanTell() throws Exception {
        GrowingMerkleTree tree = tree("f", 20);
        send(AnchorCalls.anchor(head("plain", tree, 10)));

        refuses("another root is held for this size", AnchorCalls.anchor(head("plain", tree("g", 20), 10)));
        refuses("a larger size is held", AnchorCalls.anchor(head("plain", tree, 9)));
        refuses(
                "another root is held for this size",
                AnchorCalls.anchor(new TreeHead("empty", 0, Digest.sha256(new byte[1]))));
        send(AnchorCalls.anchor(head("plain", tree, 10)));
        send(AnchorCalls.anchorConsistent(
                head("plain", tree, 20), tree.consistency(10, 20).path()));
        refuses("steps of this log need a proof", AnchorCalls.anchor(head("plain", tree, 20)));
    }

    @Test
    void keepsPublishersApart() throws Exception {
        GrowingMerkleTree tree = tree("h", 20);
        EvmKey stranger = node.richKey(2);
        contract.sender(stranger)
                .send(Optional.of(contract.address()), AnchorCalls.anchor(head("mine", tree("i", 20), 20)), MAX_GAS);
        send(AnchorCalls.anchor(head("mine", tree, 10)));

        assertThat(contract.head(key.address(), "mine").map(held -> held.of("mine")))
                .contains(head("mine", tree, 10));
        assertThat(contract.head(stranger.address(), "mine").map(AnchorCalls.Head::size))
                .contains(20L);
    }

    @Test
    void isNotTakenForAnyOtherCodeOrChain() throws Exception {
        AnchorContract nothing = AnchorContract.at(node.chain(), key.address());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(nothing::requireKnown)
                .withMessageContaining("other code");
        EvmChain elsewhere = EvmChain.of(node.chain().node(), 1);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> AnchorContract.deploy(elsewhere, key))
                .withMessageContaining("chain id: 31337 (expected: 1)");
        AnchorContract.at(node.chain(), contract.address()).requireKnown();
    }
}
