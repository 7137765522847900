package org.folkmoot.benchmarks.micro;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.InclusionProof;
import org.folkmoot.core.merkle.InvalidMerkleProofException;
import org.folkmoot.core.merkle.MerkleHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Proofs that a leaf is in a log of 100,000. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MerkleBenchmark {
    private static final int LEAVES = 100_000;
    private static final int LEAF = 54_321;

    private final GrowingMerkleTree tree = tree();
    private final Digest root = tree.root();
    private final InclusionProof proof = tree.inclusion(LEAF);

    /** Makes a proof. */
    @Benchmark
    public InclusionProof proveInclusion() {
        return tree.inclusion(LEAF);
    }

    /** Checks a proof. */
    @Benchmark
    public void verifyInclusion() throws InvalidMerkleProofException {
        proof.verify(tree.leafHash(LEAF), root);
    }

    private static GrowingMerkleTree tree() {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int i = 0; i < LEAVES; i++) {
            tree.append(
                    MerkleHash.leaf(ByteBuffer.allocate(Integer.BYTES).putInt(i).array()));
        }
        return tree;
    }
}
