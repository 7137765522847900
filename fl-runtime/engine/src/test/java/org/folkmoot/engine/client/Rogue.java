package org.folkmoot.engine.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.folkmoot.aggregation.AggregationStrategy;
import org.folkmoot.aggregation.FedAvg;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.Authorities;
import org.folkmoot.audit.leaf.BrokenChainException;
import org.folkmoot.audit.leaf.ChainState;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.Registry;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.engine.program.ProgramCompiler;
import org.folkmoot.engine.program.ProgramRequest;
import org.folkmoot.testkit.FailingTrainer;

/**
 * A coordinator over a real log that says and signs whatever it likes. Its messages are honest unless a test asks for
 * something else.
 */
final class Rogue implements AutoCloseable {
    static final FederationId FEDERATION = new FederationId("farms");
    static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 2));
    static final ParameterVector START = ParameterVector.zeros(LAYOUT);
    /** Announced and authorised. */
    static final RoundProgram PROGRAM = program(LAYOUT, 0.5);
    /** Not authorised. */
    static final RoundProgram OTHER_PROGRAM = program(LAYOUT, 50);

    static final Ed25519Key ANNA = key(1);
    static final Ed25519Key BEN = key(2);
    static final Ed25519Key STRANGER = key(3);
    private static final Digest SALT = Digest.sha256(new byte[] {9});

    final TransparencyLog log;
    private final List<Long> prelude = new ArrayList<>();
    private ChainState chain;

    private Rogue(TransparencyLog log, ChainState chain) {
        this.log = log;
        this.chain = chain;
    }

    /** {@return a federation of Anna and Ben with one authorised program, founded in this empty folder} */
    static Rogue found(Path folder) throws AuditException {
        return found(folder, LAYOUT);
    }

    static Rogue found(Path folder, ParameterLayout layout) throws AuditException {
        TransparencyLog log = TransparencyLog.open(folder, "example.org/rogue");
        List<Member> founders =
                List.of(Member.of(FEDERATION, ANNA.publicKey()), Member.of(FEDERATION, BEN.publicKey()));
        Digest model = ParameterVector.zeros(layout).digest();
        CharterLeaf charter = new CharterLeaf(
                FEDERATION,
                log.origin(),
                log.statementKey().publicKey(),
                founders.size(),
                Registry.of(founders).root(),
                layout,
                SALT,
                model,
                Authorities.coordinator(),
                SALT);
        Bytes sealed = LeafCodec.seal(charter, log.statementKey());
        log.append(sealed);
        Rogue rogue = new Rogue(log, ChainState.start(charter, LeafCodec.hash(sealed)));
        rogue.prelude.add(0L);
        rogue.append(new RegistryLeaf(FEDERATION, rogue.chain.lastLeaf(), 0, founders));
        rogue.append(new ProgramLeaf(FEDERATION, rogue.chain.lastLeaf(), program(layout, 0.5)));
        return rogue;
    }

    /** {@return the same coordinator over another copy of its log, as it stood when it was founded} */
    Rogue over(TransparencyLog copy) {
        Rogue other = new Rogue(copy, chain);
        other.prelude.addAll(prelude);
        return other;
    }

    /** Authorises a program. */
    void authorise(RoundProgram program) throws AuditException {
        append(new ProgramLeaf(FEDERATION, chain.lastLeaf(), program));
    }

    LogView view(long fromSize) throws AuditException {
        SignedCheckpoint checkpoint = log.checkpoint();
        boolean extendable = fromSize > 0 && fromSize <= checkpoint.size();
        return new LogView(
                checkpoint, fromSize, extendable ? log.consistencyPath(fromSize, checkpoint.size()) : List.of());
    }

    Welcome welcome(long fromSize) throws AuditException {
        return welcome(view(fromSize));
    }

    Welcome welcome(LogView view) throws AuditException {
        List<ProvenLeaf> leaves = new ArrayList<>();
        for (long index : prelude) {
            leaves.add(proven(index));
        }
        return new Welcome(log.logKey().encode(), view, leaves);
    }

    ProvenLeaf proven(long index) throws AuditException {
        return new ProvenLeaf(index, log.leaf(index), log.inclusionPath(index, log.size()));
    }

    RoundInvitation invitation(AttemptId attempt, long fromSize) throws AuditException {
        return new RoundInvitation(FEDERATION, attempt, PROGRAM, START, view(fromSize));
    }

    /** Writes the proof of a committed attempt that says this program, this model before and after, these records. */
    RoundReceipt commit(
            AttemptId attempt, RoundProgram program, Digest before, Digest after, RecordSet records, long fromSize)
            throws AuditException {
        RoundLeaf leaf = RoundLeaf.builder()
                .after(chain)
                .attempt(attempt)
                .program(program)
                .participants(records, records.included())
                .totalWeight(records.included())
                .committed(new RoundLeaf.Change(SALT, after), new RoundLeaf.Change(before, after))
                .clock(1, 2)
                .build();
        return receipt(attempt, leaf, records, fromSize);
    }

    /** Writes the proof of an attempt that was abandoned before everybody had answered. */
    RoundReceipt abandonUnknown(AttemptId attempt, long fromSize) throws AuditException {
        RoundLeaf leaf = RoundLeaf.builder()
                .after(chain)
                .attempt(attempt)
                .program(PROGRAM)
                .participantsUnknown(2)
                .abandoned("cancelled", SALT, START.digest())
                .clock(1, 2)
                .build();
        return receipt(attempt, leaf, RecordSet.of(List.of()), fromSize);
    }

    private RoundReceipt receipt(AttemptId attempt, RoundLeaf leaf, RecordSet records, long fromSize)
            throws AuditException {
        long index = log.append(LeafCodec.seal(leaf, log.statementKey())).index();
        OptionalInt own =
                records.indexOf(Member.of(FEDERATION, ANNA.publicKey()).pseudonym());
        return new RoundReceipt(
                attempt,
                view(fromSize),
                proven(index),
                own.isPresent()
                        ? Optional.of(Bytes.of(records.record(own.getAsInt()).bytes()))
                        : Optional.empty(),
                own.orElse(0),
                own.isPresent() ? records.inclusionPath(own.getAsInt()) : List.of());
    }

    static ClientRecord included(SignedStatement signed) {
        return ClientRecord.included(signed, SALT);
    }

    static Ed25519Key key(int number) {
        return Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) number}).bytes());
    }

    static RoundProgram program(ParameterLayout layout, double learningRate) {
        return ProgramCompiler.compile(new ProgramRequest(
                layout,
                List.of(
                        FederationClient.of("anna", FailingTrainer.declining(layout)),
                        FederationClient.of("ben", FailingTrainer.declining(layout))),
                AggregationStrategy.of(FedAvg.weighted()),
                LocalTraining.sgd(1, 4, learningRate),
                CollectionKind.CLEAR,
                Participation.all(),
                Disclosure.auditor(),
                1));
    }

    private void append(LogLeaf leaf) throws AuditException {
        Bytes sealed = LeafCodec.seal(leaf, log.statementKey());
        try {
            chain = chain.next(leaf, LeafCodec.hash(sealed));
        } catch (BrokenChainException e) {
            throw new AssertionError("the founding of a test federation keeps to the rules", e);
        }
        prelude.add(log.append(sealed).index());
    }

    @Override
    public void close() throws AuditException {
        log.close();
    }
}
