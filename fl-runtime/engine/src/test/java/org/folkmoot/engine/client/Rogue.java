package org.folkmoot.engine.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.RoundInvitation;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CanonicalProgram;
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
    static final RoundProgram PROGRAM = program(LAYOUT, 0.5, Participation.all());
    /** Not authorised. */
    static final RoundProgram OTHER_PROGRAM = program(LAYOUT, 50, Participation.all());

    static final Ed25519Key ANNA = key(1);
    static final Ed25519Key BEN = key(2);
    static final Ed25519Key STRANGER = key(3);
    /** The charter's seed, and whatever else is 32 bytes. */
    static final Digest SALT = Digest.sha256(new byte[] {9});

    final TransparencyLog log;
    private final RoundProgram program;
    private final Map<Digest, Long> registrations = new HashMap<>();
    private final Map<Digest, Long> authorisations = new HashMap<>();
    private ChainState chain;
    private Digest last;
    private long tail;
    private ParameterVector model;

    private Rogue(TransparencyLog log, RoundProgram program, CharterLeaf charter, Bytes sealed) {
        this.log = log;
        this.program = program;
        this.last = LeafCodec.hash(sealed);
        this.chain = ChainState.start(charter, last);
        this.model = ParameterVector.zeros(charter.layout());
    }

    /** {@return a federation of Anna and Ben with one authorised program, founded in this empty folder} */
    static Rogue found(Path folder) throws AuditException {
        return found(folder, PROGRAM);
    }

    static Rogue found(Path folder, RoundProgram program) throws AuditException {
        Rogue rogue = unauthorised(folder, program, Authorities.coordinator());
        rogue.authorise(program);
        return rogue;
    }

    /** {@return a federation with these rules, in which this program is not authorised yet} */
    static Rogue unauthorised(Path folder, RoundProgram program, Authorities rules) throws AuditException {
        TransparencyLog log = TransparencyLog.open(folder, "example.org/rogue");
        List<Member> founders =
                List.of(Member.of(FEDERATION, ANNA.publicKey()), Member.of(FEDERATION, BEN.publicKey()));
        CharterLeaf charter = new CharterLeaf(
                FEDERATION,
                log.origin(),
                log.statementKey().publicKey(),
                founders.size(),
                Registry.of(founders).root(),
                program.layout(),
                SALT,
                ParameterVector.zeros(program.layout()).digest(),
                rules,
                SALT);
        Bytes sealed = LeafCodec.seal(charter, log.statementKey());
        log.append(sealed);
        Rogue rogue = new Rogue(log, program, charter, sealed);
        rogue.register(founders);
        return rogue;
    }

    /** {@return the same coordinator over a copy of its log, as it stands there} */
    Rogue over(TransparencyLog copy) throws AuditException {
        try {
            Rogue other = new Rogue(copy, program, LeafCodec.openCharter(copy.leaf(0)), copy.leaf(0));
            for (long index = 1; index < copy.size(); index++) {
                other.note(LeafCodec.parseUnverified(copy.leaf(index)), index, copy.leaf(index));
            }
            return other;
        } catch (InvalidLeafException e) {
            throw new AssertionError("the log is our own", e);
        }
    }

    /** Registers more members. */
    void register(List<Member> members) throws AuditException {
        append(new RegistryLeaf(FEDERATION, last, chain.registry().size(), members));
    }

    /** Authorises a program. */
    void authorise(RoundProgram more) throws AuditException {
        append(new ProgramLeaf(FEDERATION, last, more));
    }

    /** Appends whatever leaf, signed. */
    long append(LogLeaf leaf) throws AuditException {
        Bytes sealed = LeafCodec.seal(leaf, log.statementKey());
        long index = log.append(sealed).index();
        note(leaf, index, sealed);
        return index;
    }

    private void note(LogLeaf leaf, long index, Bytes sealed) {
        last = LeafCodec.hash(sealed);
        if (leaf instanceof RegistryLeaf registry) {
            registry.members().forEach(member -> registrations.put(member.pseudonym(), index));
            next(new RegistryLeaf(FEDERATION, chain.lastLeaf(), registry.first(), registry.members()));
            tail = chain.registry().size() == chain.charter().registryCount() ? index : tail;
        } else if (leaf instanceof ProgramLeaf authorised) {
            authorisations.put(authorised.digest(), index);
        } else if (leaf instanceof RoundLeaf || leaf instanceof RollbackLeaf) {
            tail = index;
        }
    }

    /** The chain without rounds and programs: what the builder of round leaves takes registry and federation from. */
    private void next(RegistryLeaf leaf) {
        try {
            chain = chain.next(leaf, Digest.sha256(leaf.previous().bytes()));
        } catch (BrokenChainException e) {
            throw new AssertionError("the members of a test federation keep to the rules", e);
        }
    }

    /** {@return the hash of the last leaf} */
    Digest last() {
        return last;
    }

    LogView view(long fromSize) throws AuditException {
        SignedCheckpoint checkpoint = log.checkpoint();
        boolean extendable = fromSize > 0 && fromSize <= checkpoint.size();
        return new LogView(
                checkpoint, fromSize, extendable ? log.consistencyPath(fromSize, checkpoint.size()) : List.of());
    }

    ProvenLeaf proven(long index) throws AuditException {
        return new ProvenLeaf(index, log.leaf(index), log.inclusionPath(index, log.size()));
    }

    Welcome welcome(Ed25519Key client, long fromSize) throws AuditException {
        Digest pseudonym = Member.of(FEDERATION, client.publicKey()).pseudonym();
        return new Welcome(
                log.logKey().encode(), view(fromSize), proven(0), proven(registrations.getOrDefault(pseudonym, 1L)));
    }

    Welcome welcome(long fromSize) throws AuditException {
        return welcome(ANNA, fromSize);
    }

    /** {@return what an honest coordinator says, if this attempt is due} */
    RoundInvitation invitation(AttemptId attempt, long fromSize) throws AuditException {
        return invitation(attempt, program, fromSize);
    }

    RoundInvitation invitation(AttemptId attempt, RoundProgram announced, long fromSize) throws AuditException {
        long authorisation = authorisations.getOrDefault(CanonicalProgram.digest(announced), 2L);
        List<ProvenLeaf> leaves = new ArrayList<>();
        for (long index = tail; index < log.size(); index++) {
            leaves.add(proven(index));
        }
        return new RoundInvitation(
                FEDERATION, attempt, announced, proven(authorisation), model, view(fromSize), leaves);
    }

    /** Proves that an attempt was committed to this model, with these records; {@return Anna's receipt} */
    RoundReceipt commit(AttemptId attempt, RecordSet records, ParameterVector after, long fromSize)
            throws AuditException {
        RoundReceipt receipt = prove(committed(attempt, records, after), records, fromSize);
        model = after;
        return receipt;
    }

    /** Proves that an attempt was abandoned, of which nothing more is known; {@return the receipt} */
    RoundReceipt abandon(AttemptId attempt, long fromSize) throws AuditException {
        RoundLeafBuilder leaf = round(attempt).participantsUnknown(2).abandoned("cancelled", SALT, model.digest());
        return prove(leaf.build(), Records.NONE, fromSize);
    }

    /** Proves that an attempt was abandoned after everybody was heard of; {@return Anna's receipt} */
    RoundReceipt abandon(AttemptId attempt, RecordSet records, long fromSize) throws AuditException {
        RoundLeafBuilder leaf = round(attempt)
                .participants(records, submitted(records))
                .abandoned("too-few-clients", SALT, model.digest());
        return prove(leaf.build(), records, fromSize);
    }

    /** {@return the honest leaf of a committed attempt, not yet in the log} */
    RoundLeaf committed(AttemptId attempt, RecordSet records, ParameterVector after) {
        return round(attempt)
                .participants(records, submitted(records))
                .totalWeight(records.included())
                .committed(
                        new RoundLeaf.Change(SALT, after.digest()),
                        new RoundLeaf.Change(model.digest(), after.digest()))
                .build();
    }

    /** Puts a leaf on record, and {@return what Anna is told of it} */
    RoundReceipt prove(RoundLeaf leaf, RecordSet records, long fromSize) throws AuditException {
        return receipt(append(Forgery.link(leaf, last)), leaf.attempt(), records, fromSize);
    }

    /** {@return what Anna is told of a leaf that is in the log} */
    RoundReceipt receipt(long index, AttemptId attempt, RecordSet records, long fromSize) throws AuditException {
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

    private RoundLeafBuilder round(AttemptId attempt) {
        return chain.nextRound().attempt(attempt).program(program).clock(1, 2);
    }

    private static int submitted(RecordSet records) {
        return (int) records.records().stream()
                .filter(record -> record.signed().isPresent())
                .count();
    }

    static Ed25519Key key(int number) {
        return Ed25519Key.fromSeed(Digest.sha256(new byte[] {(byte) number}).bytes());
    }

    static RoundProgram program(ParameterLayout layout, double learningRate, Participation participation) {
        return ProgramCompiler.compile(new ProgramRequest(
                layout,
                List.of(
                        FederationClient.of("anna", FailingTrainer.declining(layout)),
                        FederationClient.of("ben", FailingTrainer.declining(layout))),
                AggregationStrategy.of(FedAvg.weighted()),
                LocalTraining.sgd(1, 4, learningRate),
                CollectionKind.CLEAR,
                participation,
                Disclosure.auditor(),
                1));
    }

    @Override
    public void close() throws AuditException {
        log.close();
    }
}
