package org.folkmoot.audit.leaf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Measurement;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalStatement;

/** One leaf of each kind, in a chain, from fixed keys: what the vectors pin. */
public final class LeafExamples {
    public static final FederationId FEDERATION = new FederationId("example");
    public static final String ORIGIN = "example.org/log";
    public static final EcdsaP256Key COORDINATOR = EcdsaP256Key.fromScalar(fill(1));
    public static final ParameterLayout LAYOUT =
            ParameterLayout.float32(ParameterBlock.trainable("w", 2, 3), ParameterBlock.buffer("mean", 3));

    private static final List<Ed25519Key> KEYS =
            List.of(Ed25519Key.fromSeed(fill(11)), Ed25519Key.fromSeed(fill(12)), Ed25519Key.fromSeed(fill(13)));

    private static final Map<String, LogLeaf> LEAVES = build();

    private LeafExamples() {}

    public static byte[] fill(int value) {
        byte[] bytes = new byte[Digest.BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    public static Digest digest(int value) {
        return Digest.of(fill(value));
    }

    public static List<Member> members() {
        return KEYS.stream().map(key -> Member.of(FEDERATION, key.publicKey())).toList();
    }

    public static RoundProgram program() {
        List<Stage> stages = List.of(
                new Stage(
                        Stage.TRAINING,
                        "folkmoot/sgd/1",
                        StagePlacement.CLIENT,
                        new TreeMap<>(Map.of("epochs", "1", "rate", "0.1"))),
                new Stage(Stage.QUERY, "folkmoot/fedavg/1", StagePlacement.SERVER, new TreeMap<>()),
                new Stage(Stage.OPTIMIZER, "folkmoot/sgd-server/1", StagePlacement.SERVER, new TreeMap<>()));
        RingEncoding encoding = new RingEncoding(
                64, 32, 10.0, 3000, List.of(new RingChannel(RingChannel.DELTA, 9), new RingChannel("weight", 1)));
        return new RoundProgram(
                CollectionKind.CLEAR, LAYOUT, stages, encoding, Participation.all(), 2, Disclosure.auditor());
    }

    public static CharterLeaf charter() {
        return new CharterLeaf(
                FEDERATION,
                ORIGIN,
                COORDINATOR.publicKey(),
                3,
                Registry.of(members()).root(),
                LAYOUT,
                digest(20),
                digest(21),
                Authorities.coordinator(),
                digest(22));
    }

    /** Two contributions that count and one client that timed out. */
    public static RecordSet records() {
        List<ClientRecord> records = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            records.add(ClientRecord.included(statement(i), digest(30 + i)));
        }
        records.add(ClientRecord.rejected(members().get(2).pseudonym(), RejectionReason.TIMED_OUT, digest(32)));
        return RecordSet.of(records);
    }

    public static SignedStatement statement(int client) {
        ClientStatement statement = new ClientStatement(
                FEDERATION,
                AttemptId.first(1),
                members().get(client).pseudonym(),
                digest(21),
                CanonicalProgram.digest(program()),
                digest(40),
                3,
                digest(41),
                100 + client,
                digest(50 + client),
                digest(42));
        return new SignedStatement(statement, KEYS.get(client).sign(CanonicalStatement.signingMessage(statement)));
    }

    /** All kinds of leaves by name, in log order. */
    public static Map<String, LogLeaf> leaves() {
        return LEAVES;
    }

    private static Map<String, LogLeaf> build() {
        Map<String, LogLeaf> leaves = new LinkedHashMap<>();
        ChainState chain = ChainState.start(charter(), LeafCodec.hash(LeafCodec.seal(charter(), COORDINATOR)));
        leaves.put("charter", charter());
        chain = put(leaves, chain, "registry", new RegistryLeaf(FEDERATION, chain.lastLeaf(), 0, members()));
        chain = put(leaves, chain, "program", new ProgramLeaf(FEDERATION, chain.lastLeaf(), program()));
        RoundLeaf abandoned = chain.nextRound()
                .attempt(AttemptId.first(1))
                .program(program())
                .participantsUnknown(3)
                .abandoned("restarted", digest(20), digest(21))
                .clock(1_767_225_600_000L, 1_767_225_600_250L)
                .build();
        chain = put(leaves, chain, "round-abandoned", abandoned);
        RoundLeaf committed = chain.nextRound()
                .attempt(new AttemptId(1, 2))
                .program(program())
                .participants(records(), 2)
                .committed(new Change(digest(20), digest(60)), new Change(digest(21), digest(61)))
                .totalWeight(201)
                .taints(List.of("plaintext-transport"))
                .evaluation(List.of(new Measurement("accuracy", "0.8125", 480, digest(62))))
                .clock(1_767_225_601_000L, 1_767_225_602_000L)
                .build();
        put(leaves, chain, "round-committed", committed);
        return leaves;
    }

    private static ChainState put(Map<String, LogLeaf> leaves, ChainState chain, String name, LogLeaf leaf) {
        leaves.put(name, leaf);
        try {
            return chain.next(leaf, LeafCodec.hash(LeafCodec.seal(leaf, COORDINATOR)));
        } catch (BrokenChainException e) {
            throw new AssertionError(e);
        }
    }
}
