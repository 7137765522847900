package org.folkmoot.benchmarks.micro;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
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

/** A proof file of a log of 1,000,000 leaves whose checkpoint three witnesses cosigned. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProofBenchmark {
    private static final String ORIGIN = "example.org/farms";
    private static final int LEAVES = 1_000_000;
    private static final int LEAF = 543_210;
    private static final int WITNESSES = 3;

    private final VerifierKey logKey;
    private final List<VerifierKey> witnesses = new ArrayList<>();
    private final Bytes file;

    /** Signs and cosigns. */
    public ProofBenchmark() {
        GrowingMerkleTree tree = GrowingMerkleTree.create();
        for (int i = 0; i < LEAVES; i++) {
            tree.append(MerkleHash.leaf(content(i)));
        }
        Ed25519Key key = Ed25519Key.fromSeed(new byte[Digest.BYTES]);
        logKey = VerifierKey.ed25519(ORIGIN, key.publicKey());
        SignedCheckpoint checkpoint = Checkpoints.sign(ORIGIN, LEAVES, tree.root(), key);
        try {
            for (int i = 0; i < WITNESSES; i++) {
                Ed25519Key witness =
                        Ed25519Key.fromSeed(Digest.sha256(content(i)).bytes());
                String name = "witness-" + i + ".example.org";
                witnesses.add(VerifierKey.cosigner(name, witness.publicKey()));
                checkpoint = Checkpoints.withSignatures(
                        checkpoint,
                        Cosignatures.sign(
                                SignedNote.parse(checkpoint.note()),
                                name,
                                witness,
                                Instant.ofEpochSecond(1_800_000_000L)));
            }
        } catch (MalformedNoteException e) {
            throw new AssertionError(e);
        }
        file = new ProofFile(Optional.empty(), LEAF, tree.inclusion(LEAF).path(), checkpoint.note()).bytes();
    }

    /** {@return the size of the file, in bytes, without the leaf} */
    public int bytes() {
        return file.size();
    }

    /** Parses and checks the path, the log's signature and three cosignatures. */
    @Benchmark
    public void verifyProofFile()
            throws MalformedProofException, MalformedNoteException, InvalidNoteSignatureException,
                    InvalidMerkleProofException {
        ProofFile proof = ProofFile.parse(file);
        SignedCheckpoint checkpoint = Checkpoints.open(proof.checkpoint(), logKey);
        SignedNote note = SignedNote.parse(proof.checkpoint());
        for (VerifierKey witness : witnesses) {
            Cosignatures.verify(note, witness);
        }
        new InclusionProof(proof.index(), checkpoint.size(), proof.path())
                .verify(MerkleHash.leaf(content(LEAF)), checkpoint.root());
    }

    private static byte[] content(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
