package org.folkmoot.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a client signs with each contribution, and what everybody checks of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StatementBenchmark {
    private static final Digest DIGEST = Digest.sha256(new byte[0]);

    private final Ed25519Key key = Ed25519Key.fromSeed(DIGEST.bytes());
    private final ClientStatement statement = new ClientStatement(
            new FederationId("benchmark"),
            new AttemptId(1, 1),
            DIGEST,
            DIGEST,
            DIGEST,
            DIGEST,
            3,
            DIGEST,
            600,
            DIGEST,
            DIGEST);
    private final Bytes signature = key.sign(CanonicalStatement.signingMessage(statement));

    /** Writes the statement canonically and signs it. */
    @Benchmark
    public Bytes sign() {
        return key.sign(CanonicalStatement.signingMessage(statement));
    }

    /** Writes the statement canonically and checks the signature. */
    @Benchmark
    public void verify() throws InvalidSignatureException {
        Signatures.verify(Signatures.ED25519, key.publicKey(), CanonicalStatement.signingMessage(statement), signature);
    }
}
