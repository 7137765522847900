package org.folkmoot.audit.leaf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.audit.AuditSink;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.ReplayClass;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.StagePlacement;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.key.Dsse;
import org.folkmoot.audit.key.EcdsaP256Key;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.leaf.RoundLeaf.Interval;
import org.folkmoot.audit.leaf.RoundLeaf.Measurement;
import org.folkmoot.audit.leaf.RoundLeaf.Outcome;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.leaf.RoundLeaf.Privacy;
import org.folkmoot.audit.leaf.RoundLeaf.Program;
import org.folkmoot.audit.leaf.RoundLeaf.Records;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.VersionWindow;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.junit.jupiter.api.Test;

class LeafCodecTest {
    private static final EcdsaP256Key KEY = LeafExamples.COORDINATOR;

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll("rounds") RoundLeaf leaf) throws MalformedLeafException {
        byte[] statement = StatementCodec.encode(leaf);

        assertThat(StatementCodec.decode(statement)).isEqualTo(leaf);
    }

    @Property(tries = 40)
    void readsTheRegistryThatItWrote(
            @ForAll @IntRange(min = 1, max = 128) int count, @ForAll @IntRange(min = 0) int first)
            throws InvalidLeafException {
        List<Member> members = IntStream.range(0, count)
                .mapToObj(i -> Member.of(
                        LeafExamples.FEDERATION,
                        Bytes.of(Digest.sha256(new byte[] {(byte) i, 1}).bytes()),
                        LeafExamples.digest(i)))
                .toList();
        RegistryLeaf leaf = new RegistryLeaf(LeafExamples.FEDERATION, LeafExamples.digest(1), first, members);

        Bytes sealed = LeafCodec.seal(leaf, KEY);

        assertThat(LeafCodec.open(sealed, KEY.publicKey())).isEqualTo(leaf);
        assertThat(sealed.size()).isLessThanOrEqualTo(AuditSink.MAX_LEAF_BYTES);
    }

    @Test
    void hasRoomForAsManyApprovalsAsMembers() {
        List<Member> members = IntStream.range(0, RegistryLeaf.MAX_MEMBERS)
                .mapToObj(i -> Member.of(
                        LeafExamples.FEDERATION,
                        Bytes.of(Digest.sha256(new byte[] {(byte) i}).bytes()),
                        LeafExamples.digest(i)))
                .toList();
        List<Approval> approvals = IntStream.range(0, Approvals.MAX)
                .mapToObj(i -> new Approval(Bytes.of(LeafExamples.digest(i).bytes()), Bytes.of(new byte[64])))
                .toList();

        Bytes sealed = LeafCodec.seal(
                new RegistryLeaf(
                        LeafExamples.FEDERATION,
                        LeafExamples.digest(1),
                        Integer.MAX_VALUE,
                        members,
                        Approvals.of(approvals)),
                KEY);

        assertThat(sealed.size()).isLessThanOrEqualTo(AuditSink.MAX_LEAF_BYTES);
    }

    @Property(tries = 500)
    void throwsOnlyWhatItDeclares(
            @ForAll("kinds") String kind,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 1 << 20) Integer> places,
            @ForAll byte value) {
        byte[] statement = StatementCodec.encode(example(kind));
        byte[] leaf = LeafCodec.seal(example(kind), KEY).toByteArray();
        for (int place : places) {
            statement[place % statement.length] = value;
            leaf[place % leaf.length] = value;
        }
        Bytes resealed = Dsse.seal(LeafCodec.PAYLOAD_TYPE, statement, KEY);
        try {
            LeafCodec.parseUnverified(Bytes.of(leaf));
            LeafCodec.open(resealed, KEY.publicKey());
            LeafCodec.openCharter(resealed);
        } catch (InvalidLeafException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Property(tries = 200)
    void throwsOnlyWhatItDeclaresOnAnyBytes(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> LeafCodec.open(Bytes.of(bytes), KEY.publicKey()))
                .isInstanceOf(InvalidLeafException.class);
        assertThatThrownBy(() -> StatementCodec.decode(bytes)).isInstanceOf(MalformedLeafException.class);
    }

    @Test
    void givesThePinnedBytes() throws Exception {
        for (JsonObject vector : vectors().array("leaves").objects()) {
            LogLeaf leaf = example(vector.string("name"));

            Bytes sealed = LeafCodec.seal(leaf, KEY);

            assertThat(new String(StatementCodec.encode(leaf), StandardCharsets.UTF_8))
                    .isEqualTo(vector.string("statement"));
            assertThat(sealed.utf8()).isEqualTo(vector.string("leaf"));
            assertThat(LeafCodec.hash(sealed).hex()).isEqualTo(vector.string("leafHash"));
            assertThat(LeafCodec.open(sealed, KEY.publicKey())).isEqualTo(leaf);
        }
    }

    @Test
    void givesThePinnedRecords() throws Exception {
        JsonObject vector = vectors().object("records");

        RecordSet records = LeafExamples.records();

        assertThat(new String(records.bytes(), StandardCharsets.UTF_8)).isEqualTo(vector.string("bytes"));
        assertThat(records.root().hex()).isEqualTo(vector.string("root"));
        assertThat(records.sha256().hex()).isEqualTo(vector.string("sha256"));
    }

    private static JsonObject vectors() throws IOException, MalformedJsonException {
        try (InputStream in = LeafCodecTest.class.getResourceAsStream("/vectors/round-proof.json")) {
            return (JsonObject) StrictJson.parse(requireNonNull(in).readAllBytes());
        }
    }

    @Test
    void refusesALeafOfAnotherKey() {
        Bytes leaf = LeafCodec.seal(example("program"), KEY);
        EcdsaP256Key other = EcdsaP256Key.fromScalar(LeafExamples.fill(2));

        InvalidLeafException refused =
                catchThrowableOfType(InvalidLeafException.class, () -> LeafCodec.open(leaf, other.publicKey()));

        assertThat(refused.isBadSignature()).isTrue();
    }

    @Test
    void refusesACharterThatNamesAnotherKey() {
        EcdsaP256Key other = EcdsaP256Key.fromScalar(LeafExamples.fill(2));
        Bytes leaf = LeafCodec.seal(LeafExamples.charter(), other);

        InvalidLeafException refused =
                catchThrowableOfType(InvalidLeafException.class, () -> LeafCodec.openCharter(leaf));

        assertThat(refused.isBadSignature()).isTrue();
    }

    @Test
    void refusesWhatIsNotExactlyAStatement() {
        String round = text("round-committed");
        List<String> bad = List.of(
                round.replace("\"round-1\"", "\"round-2\""),
                round.replace("{\"_type\"", "{\"Xtra\":1,\"_type\""),
                round.replace("\"invited\":3", "\"invited\":4"),
                round.replace("\"included\":2", "\"included\":3"),
                round.replace("\"timed-out\":1", "\"tired\":1"),
                round.replace("\"mechanism\":\"none\"", "\"mechanism\":\"gauss\""),
                round.replace("\"reason\":\"\"", "\"reason\":\"why\""),
                round.replace("\"value\":\"0.8125\"", "\"value\":\"8e-1\""),
                round.replace("\"totalWeight\":201", "\"totalWeight\":1"),
                round.replace("\"clear-updates\",\"plaintext-transport\"", "\"plaintext-transport\",\"clear-updates\""),
                round.replace("\"attempt\":2", "\"attempt\":0"),
                round.replace("/round/v1", "/round/v2"),
                round.replace(",", ", "));

        for (String statement : bad) {
            assertThat(statement).isNotEqualTo(round);
            assertThatThrownBy(() -> StatementCodec.decode(statement.getBytes(StandardCharsets.UTF_8)))
                    .as(statement)
                    .isInstanceOf(MalformedLeafException.class);
        }
    }

    @Test
    void refusesKeysThatAreNotOfTheCoordinatorsKind() {
        Ed25519Key key = Ed25519Key.fromSeed(LeafExamples.fill(3));

        assertThatThrownBy(() -> LeafCodec.seal(LeafExamples.charter(), key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(String kind) {
        return new String(StatementCodec.encode(example(kind)), StandardCharsets.UTF_8);
    }

    private static Map<String, LogLeaf> examples() {
        Map<String, LogLeaf> all = new TreeMap<>(LeafExamples.leaves());
        all.putAll(GovernedExamples.leaves());
        return all;
    }

    private static LogLeaf example(String name) {
        return requireNonNull(examples().get(name), name);
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(examples().keySet());
    }

    @Provide
    Arbitrary<RoundLeaf> rounds() {
        Arbitrary<Digest> digests =
                Arbitraries.bytes().array(byte[].class).ofSize(Digest.BYTES).map(Digest::of);
        Arbitrary<Change> changes = Combinators.combine(digests, digests).as(Change::new);
        Arbitrary<Program> programs = Combinators.combine(
                        digests, Arbitraries.of(CollectionKind.class), Arbitraries.of(ReplayClass.class))
                .as(Program::new);
        return Combinators.combine(
                        digests,
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        programs,
                        changes,
                        changes,
                        participants(digests),
                        Arbitraries.of(true, false),
                        digests)
                .as(LeafCodecTest::round);
    }

    private static RoundLeaf round(
            Digest previous,
            int number,
            Program program,
            Change state,
            Change model,
            Participants participants,
            boolean wanted,
            Digest data) {
        boolean commit = wanted && participants.included() > 0;
        return new RoundLeaf(
                new FederationId("a.b_c-1"),
                previous,
                new AttemptId(number, 1 + number % 7),
                commit ? Outcome.COMMITTED : Outcome.ABANDONED,
                commit ? "" : "too-few-2",
                program,
                commit ? state : Change.none(state.before()),
                commit ? model : Change.none(model.before()),
                participants,
                commit ? participants.included() + (long) number : 0,
                Privacy.none(),
                List.of("clear-updates"),
                commit ? List.of(new Measurement("loss", "-0.5", number, data)) : List.of(),
                new Interval(number, 2L * number));
    }

    private static Arbitrary<Participants> participants(Arbitrary<Digest> digests) {
        Arbitrary<Map<RejectionReason, Integer>> rejected = Arbitraries.maps(
                        Arbitraries.of(RejectionReason.class),
                        Arbitraries.integers().between(1, 1000))
                .ofMaxSize(4);
        return Combinators.combine(
                        digests, digests, rejected, Arbitraries.integers().between(1, 1000))
                .as((root, records, reasons, included) -> {
                    int refused = reasons.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
                    int invited = included + refused;
                    return new Participants(
                            invited + 5,
                            root,
                            invited,
                            included + refused / 2,
                            included,
                            new TreeMap<>(reasons),
                            new Records(records, invited, root));
                });
    }

    @Test
    void refusesProgramsThatNoRuleCouldMakeSenseOf() {
        RoundProgram program = LeafExamples.program();
        Stage training = program.stage(Stage.TRAINING);
        Stage query = program.stage(Stage.QUERY);
        Stage window = new VersionWindow(1).stage();
        Stage endless =
                new Stage(Stage.WINDOW, window.id(), window.placement(), new TreeMap<>(Map.of("rounds", "2147483647")));

        assertThatCode(() -> decode(CollectionKind.CLEAR, query)).doesNotThrowAnyException();
        assertThatCode(() -> decode(CollectionKind.BUFFERED, query, window)).doesNotThrowAnyException();
        assertMalformed("neither", CollectionKind.CLEAR, training);
        assertMalformed("both", CollectionKind.CLEAR, query, of(Stage.AGGREGATOR));
        assertMalformed("stage kind: \"mixer\"", CollectionKind.CLEAR, query, of("mixer"));
        assertMalformed("window: none", CollectionKind.BUFFERED, query);
        assertMalformed("window: one", CollectionKind.CLEAR, query, window);
        assertMalformed("version window", CollectionKind.BUFFERED, query, endless);
    }

    private static Stage of(String kind) {
        return new Stage(kind, "test/rule/1", StagePlacement.SERVER, new TreeMap<>());
    }

    private static void assertMalformed(String why, CollectionKind collection, Stage... stages) {
        assertThatThrownBy(() -> decode(collection, stages))
                .isInstanceOf(MalformedLeafException.class)
                .hasMessageContaining(why);
    }

    private static void decode(CollectionKind collection, Stage... stages) throws MalformedLeafException {
        RoundProgram sound = LeafExamples.program();
        RoundProgram program = new RoundProgram(
                collection,
                sound.layout(),
                List.of(stages),
                sound.encoding(),
                sound.participation(),
                sound.minimumClients(),
                sound.disclosure());
        StatementCodec.decode(
                StatementCodec.encode(new ProgramLeaf(LeafExamples.FEDERATION, LeafExamples.digest(1), program)));
    }
}
