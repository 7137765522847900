package org.folkmoot.audit.verify;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.aggregation.RingChannel;
import org.folkmoot.api.aggregation.RingEncoding;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.ClientStatement;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.Disclosure;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.merkle.MerkleHash;
import org.folkmoot.core.merkle.MerkleTree;

/**
 * A ledger built by hand with real keys, and written by a writer of its own, so that neither the engine nor the log's
 * writer is needed to test the verifier. It can sign anything, as a malicious coordinator can.
 */
final class LedgerFixture {
    static final String ORIGIN = "example.org/fixture";
    static final FederationId FEDERATION = new FederationId("fixture");
    static final ParameterLayout LAYOUT = ParameterLayout.float32(ParameterBlock.trainable("w", 2, 2));
    private static final int TILE = 256;

    final EcdsaP256Key coordinator = EcdsaP256Key.fromScalar(fill(7));
    final Ed25519Key logKey = Ed25519Key.fromSeed(fill(8));
    final List<Bytes> leaves = new ArrayList<>();
    final Map<Digest, byte[]> inputs = new LinkedHashMap<>();
    final Map<Digest, Ed25519Key> clients = new HashMap<>();
    final RoundProgram program;
    RoundState state = RoundState.of(ParameterVector.of(LAYOUT, new float[] {1, 2, 3, 4}));
    ChainState chain;
    private int salts;

    private LedgerFixture(int members, RoundProgram program) {
        this.program = program;
        List<Member> founders = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            Ed25519Key key = Ed25519Key.fromSeed(Digest.sha256(fill(9), new byte[] {(byte) i, (byte) (i >> 8)})
                    .bytes());
            Member member = Member.of(FEDERATION, key.publicKey());
            clients.put(member.pseudonym(), key);
            founders.add(member);
        }
        Registry registry = Registry.of(founders);
        Digest initialState = keepState();
        CharterLeaf charter = new CharterLeaf(
                FEDERATION,
                ORIGIN,
                coordinator.publicKey(),
                members,
                registry.root(),
                LAYOUT,
                initialState,
                state.model().digest(),
                Authorities.coordinator(),
                Digest.of(fill(5)));
        Bytes leaf = LeafCodec.seal(charter, coordinator);
        leaves.add(leaf);
        chain = ChainState.start(charter, LeafCodec.hash(leaf));
        for (int from = 0; from < members; from += RegistryLeaf.MAX_MEMBERS) {
            int to = Math.min(members, from + RegistryLeaf.MAX_MEMBERS);
            append(new RegistryLeaf(FEDERATION, chain.lastLeaf(), from, founders.subList(from, to)));
        }
        append(new ProgramLeaf(FEDERATION, chain.lastLeaf(), program));
    }

    static LedgerFixture founded(int members) {
        return new LedgerFixture(members, program(2, Participation.all(), SumReplayer.ID));
    }

    static LedgerFixture founded(int members, RoundProgram program) {
        return new LedgerFixture(members, program);
    }

    static LedgerFixture honest(int members, int rounds) {
        LedgerFixture fixture = founded(members);
        for (int i = 0; i < rounds; i++) {
            fixture.commit();
        }
        return fixture;
    }

    static RoundProgram program(int minimum, Participation participation, String query) {
        List<Stage> stages = List.of(
                new Stage(Stage.TRAINING, "test/sgd/1", StagePlacement.CLIENT, new TreeMap<>(Map.of("epochs", "1"))),
                new Stage(Stage.QUERY, query, StagePlacement.SERVER, new TreeMap<>()),
                new Stage(Stage.OPTIMIZER, "test/add/1", StagePlacement.SERVER, new TreeMap<>()));
        RingEncoding encoding = new RingEncoding(
                64, 16, 100.0, 1000, List.of(new RingChannel(RingChannel.DELTA, 4), new RingChannel("weight", 1)));
        return new RoundProgram(
                CollectionKind.CLEAR, LAYOUT, stages, encoding, participation, minimum, Disclosure.auditor());
    }

    static byte[] fill(int value) {
        byte[] bytes = new byte[Digest.BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    VerifierKey vkey() {
        return VerifierKey.ed25519(ORIGIN, logKey.publicKey());
    }

    TrustAnchor trust() {
        return TrustAnchor.logKey(vkey());
    }

    /** Appends a leaf that keeps to the rules. */
    void append(LogLeaf leaf) {
        Bytes sealed = LeafCodec.seal(leaf, coordinator);
        try {
            chain = chain.next(leaf, LeafCodec.hash(sealed));
        } catch (BrokenChainException e) {
            throw new AssertionError(e);
        }
        leaves.add(sealed);
    }

    /** Appends any leaf at all, as only a malicious coordinator would. */
    void appendAnyway(LogLeaf leaf) {
        leaves.add(LeafCodec.seal(leaf, coordinator));
    }

    /** Commits a round to which every invited client contributes. */
    void commit() {
        append(committed(honestRecords()).build());
    }

    /** Abandons an attempt in which nobody answered. */
    void abandon(String reason) {
        List<ClientRecord> records = new ArrayList<>();
        for (Digest pseudonym : cohort()) {
            records.add(ClientRecord.rejected(pseudonym, RejectionReason.TIMED_OUT, salt()));
        }
        append(abandoned(reason, RecordSet.of(records)).build());
    }

    RecordSet honestRecords() {
        List<ClientRecord> records = new ArrayList<>();
        for (Digest pseudonym : cohort()) {
            records.add(ClientRecord.included(sign(statement(pseudonym, update(pseudonym))), salt()));
        }
        return RecordSet.of(records);
    }

    List<Digest> cohort() {
        int[] drawn = CohortDraw.of(program.participation())
                .select(
                        new CharterBeacon(chain.charter().seed()),
                        chain.nextAttempt().round(),
                        chain.registry().size());
        return Arrays.stream(drawn)
                .mapToObj(index -> chain.registry().member(index).pseudonym())
                .toList();
    }

    /** The update of a client, kept among the inputs; it differs from client to client and round to round. */
    Digest update(Digest pseudonym) {
        int mark = pseudonym.bytes()[0] & 0x0f;
        float[] delta = {mark, chain.nextAttempt().round(), -mark, 1};
        return keep(ParameterVector.of(LAYOUT, delta).toBytes());
    }

    ClientStatement statement(Digest pseudonym, Digest payload) {
        MerkleTree seen = tree();
        return new ClientStatement(
                FEDERATION,
                chain.nextAttempt(),
                pseudonym,
                chain.model(),
                CanonicalProgram.digest(program),
                Digest.of(fill(3)),
                seen.size(),
                seen.root(),
                10,
                payload,
                Digest.of(fill(4)));
    }

    SignedStatement sign(ClientStatement statement) {
        return sign(statement, requireNonNull(clients.get(statement.pseudonym())));
    }

    static SignedStatement sign(ClientStatement statement, Ed25519Key key) {
        return new SignedStatement(statement, key.sign(CanonicalStatement.signingMessage(statement)));
    }

    Digest salt() {
        return Digest.sha256(fill(6), ByteBuffer.allocate(4).putInt(salts++).array());
    }

    /** A commit with these records, whose state follows from their updates. */
    RoundLeafBuilder committed(RecordSet records) {
        keep(records.bytes());
        Digest before = chain.state();
        state = new SumReplayer().replay(program, 1, state, updates(records)).state();
        Digest after = keepState();
        return base(records)
                .committed(
                        new Change(before, after),
                        new Change(chain.model(), state.model().digest()))
                .totalWeight(records.included());
    }

    RoundLeafBuilder abandoned(String reason, RecordSet records) {
        keep(records.bytes());
        return base(records).abandoned(reason, chain.state(), chain.model());
    }

    private RoundLeafBuilder base(RecordSet records) {
        AttemptId attempt = chain.nextAttempt();
        int submitted = (int)
                records.records().stream().filter(r -> r.signed().isPresent()).count();
        return chain.nextRound()
                .attempt(attempt)
                .program(program)
                .participants(records, submitted)
                .clock(1000L * attempt.round(), 1000L * attempt.round() + 5);
    }

    private Iterator<ClearUpdate> updates(RecordSet records) {
        return records.records().stream()
                .filter(ClientRecord::isIncluded)
                .map(record -> record.signed().orElseThrow())
                .map(signed -> new ClearUpdate(
                        signed,
                        ParameterVector.fromBytes(
                                LAYOUT,
                                requireNonNull(inputs.get(signed.statement().payload())))))
                .iterator();
    }

    Digest keep(byte[] content) {
        Digest digest = Digest.sha256(content);
        inputs.put(digest, content);
        return digest;
    }

    private Digest keepState() {
        keep(state.model().toBytes());
        return keep(CanonicalState.descriptor(state));
    }

    MerkleTree tree() {
        return MerkleTree.ofLeafHashes(leaves.stream().map(LeafCodec::hash).toList());
    }

    SignedCheckpoint checkpoint() {
        return Checkpoints.sign(ORIGIN, leaves.size(), tree().root(), logKey);
    }

    /** Writes a run folder: ledger with log, inputs and key, and the model. */
    Path write(Path run) {
        try {
            Path log = run.resolve("ledger/log");
            writeLog(log);
            put(run.resolve("ledger/log.vkey"), (vkey().encode() + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<Digest, byte[]> input : inputs.entrySet()) {
                put(input(run, input.getKey()), input.getValue());
            }
            put(run.resolve("model/parameters.bin"), state.model().toBytes());
            put(run.resolve("model/model.json"), description());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run;
    }

    static Path input(Path run, Digest digest) {
        return run.resolve("ledger/inputs")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }

    private byte[] description() {
        return Jcs.encode(Json.object()
                .put("federation", FEDERATION.value())
                .put("round", chain.committedRound())
                .put("model", state.model().digest().hex())
                .put("layout", CanonicalLayout.toJson(LAYOUT))
                .build());
    }

    /** C2SP tlog-tiles for up to 65,536 leaves. */
    private void writeLog(Path log) throws IOException {
        List<Digest> level1 = new ArrayList<>();
        for (int from = 0; from < leaves.size(); from += TILE) {
            List<Bytes> part = leaves.subList(from, Math.min(leaves.size(), from + TILE));
            List<Digest> hashes = part.stream()
                    .map(leaf -> MerkleHash.leaf(leaf.toByteArray()))
                    .toList();
            String name = name(from / TILE, part.size());
            put(log.resolve("tile/0/" + name), join(hashes));
            put(log.resolve("tile/entries/" + name), entries(part));
            if (part.size() == TILE) {
                level1.add(MerkleTree.ofLeafHashes(hashes).root());
            }
        }
        if (!level1.isEmpty()) {
            put(log.resolve("tile/1/" + name(0, level1.size())), join(level1));
        }
        put(log.resolve("checkpoint"), checkpoint().note().toByteArray());
    }

    private static String name(int index, int width) {
        return String.format("%03d", index) + (width == TILE ? "" : ".p/" + width);
    }

    private static byte[] join(List<Digest> hashes) {
        ByteBuffer out = ByteBuffer.allocate(hashes.size() * Digest.BYTES);
        hashes.forEach(hash -> out.put(hash.bytes()));
        return out.array();
    }

    private static byte[] entries(List<Bytes> part) {
        ByteBuffer out = ByteBuffer.allocate(
                part.stream().mapToInt(leaf -> leaf.size() + Short.BYTES).sum());
        part.forEach(leaf -> out.putShort((short) leaf.size()).put(leaf.toByteArray()));
        return out.array();
    }

    static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
