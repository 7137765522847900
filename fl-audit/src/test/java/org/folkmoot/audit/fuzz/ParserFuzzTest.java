package org.folkmoot.audit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.privacy.DpEvent;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.authority.Approvals;
import org.folkmoot.audit.authority.Authorities;
import org.folkmoot.audit.authority.Proposal;
import org.folkmoot.audit.key.DsseEnvelope;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.InvalidSignatureException;
import org.folkmoot.audit.key.MalformedEnvelopeException;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.GovernedExamples;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LeafExamples;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.MalformedLeafException;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.audit.note.Base64Text;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.policy.MalformedPolicyException;
import org.folkmoot.audit.policy.TrustPolicy;
import org.folkmoot.audit.proof.AbsenceProof;
import org.folkmoot.audit.proof.MalformedProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.audit.release.MalformedSignatureException;
import org.folkmoot.audit.release.ModelManifest;
import org.folkmoot.audit.release.ModelSignature;
import org.folkmoot.core.canonical.CanonicalDpEvent;
import org.folkmoot.core.canonical.CanonicalLayout;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.CanonicalState;
import org.folkmoot.core.canonical.CanonicalStatement;
import org.folkmoot.core.canonical.Decimals;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;
import org.folkmoot.core.json.StrictUtf8;
import org.folkmoot.core.ring.MalformedRingVectorException;
import org.folkmoot.core.ring.RingVector;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever bytes a stranger sends, a parser gives a value or its declared exception, soon and in little memory. */
class ParserFuzzTest {
    private static final Ed25519Key SECRET = Ed25519Key.fromSeed(LeafExamples.fill(1));
    private static final VerifierKey LOG = VerifierKey.ed25519("example.org/log", SECRET.publicKey());
    private static final Ed25519Key WITNESS_SECRET = Ed25519Key.fromSeed(LeafExamples.fill(2));
    private static final VerifierKey WITNESS = VerifierKey.cosigner("example.org/w", WITNESS_SECRET.publicKey());
    private static final SignedCheckpoint CHECKPOINT = checkpoint();
    private static final int RING_LENGTH = 20;

    /** Static methods with such names and without {@code private} that take bytes, text or JSON are parsers. */
    private static final Pattern PARSER = Pattern.compile(
            "(?m)^    (?:public )?static [^(=;]*\\b"
                    + "(parse[A-Za-z]*|open[A-Za-z]*|decode|read|fromBytes|fromJson)\\(\\s*(byte\\[\\]|Bytes|String|Json[A-Za-z]*) ");

    /** Parsers that are fuzzed elsewhere: beside them, where they can be seen, or inside one that is fuzzed here. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("EntryTile.decode", "LogParsersFuzzTest"),
            Map.entry("Tile.parse", "LogParsersFuzzTest"),
            Map.entry("AddCheckpoint.parse", "AddCheckpointFuzzTest"),
            Map.entry("AnchorCalls.parseHead", "EvmParsersFuzzTest"),
            Map.entry("EvmAddress.parse", "EvmParsersFuzzTest"),
            Map.entry("Hex.parseData", "EvmParsersFuzzTest"),
            Map.entry("Hex.parseQuantity", "EvmParsersFuzzTest"),
            Map.entry("Mined.parse", "EvmParsersFuzzTest"),
            Map.entry("DerSignature.parse", "Signatures.verify"),
            Map.entry("NoteSignature.parse", "SignedNote.parse"),
            Map.entry("SignedNote.parseSignatures", "SignedNote.parse"),
            Map.entry("NoticeJson.read", "SignedNotice.parse"),
            Map.entry("NoticePredicate.read", "LeafCodec.parseUnverified"),
            Map.entry("StatementCodec.decode", "LeafCodec.parseUnverified"),
            Map.entry("RoundJson.read", "LeafCodec.parseUnverified"),
            Map.entry("CharterJson.read", "LeafCodec.parseUnverified"),
            Map.entry("ClientRecord.fromJson", "ClientRecord.parse"),
            Map.entry("Canonical.parse", "ClientRecord.parse"),
            Map.entry("ReleasedModel.parse", "DisclosedFoldersTest"));

    private Check check = Fuzzer::check;

    private interface Check {
        void run(String name, List<byte[]> corpus, Set<Class<? extends Exception>> declared, Fuzzer.Parser parser)
                throws Exception;
    }

    private final List<String> names = new ArrayList<>();
    private final List<DynamicTest> tests = new ArrayList<>();

    @TestFactory
    List<DynamicTest> throwOnlyWhatTheyDeclare() throws Exception {
        addAll();
        return tests;
    }

    @TestFactory
    @Tag("long")
    List<DynamicTest> throwOnlyWhatTheyDeclareInALongRun() throws Exception {
        check = Fuzzer::checkLong;
        addAll();
        return tests;
    }

    @Test
    void noneIsMissing() throws Exception {
        addAll();
        Set<String> found = new TreeSet<>();
        for (Path module : List.of(Path.of("."), Path.of("../fl-core"))) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    found.addAll(parsersIn(file));
                }
            }
        }

        found.removeAll(names);
        assertThat(found).isEqualTo(new TreeSet<>(ELSEWHERE.keySet()));
    }

    private static Set<String> parsersIn(Path file) throws IOException {
        Set<String> found = new TreeSet<>();
        String type = file.getFileName().toString().replace(".java", "");
        Matcher matcher = PARSER.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(type + "." + matcher.group(1));
        }
        return found;
    }

    private void addAll() throws Exception {
        addCore();
        addCanonical();
        addLeaves();
        addNotes();
        addOthers();
    }

    private void addCore() {
        List<byte[]> json = leaves();
        add("StrictJson.parse", json, StrictJson::parse, MalformedJsonException.class);
        add("StrictJson.parseCanonical", json, StrictJson::parseCanonical, MalformedJsonException.class);
        add(
                "StrictUtf8.decode",
                json,
                StrictUtf8::decode,
                CharacterCodingException.class,
                MalformedInputException.class);
        add(
                "Decimals.parse",
                texts("0.5", "12", "-0.001"),
                b -> Decimals.parse(latin(b)),
                IllegalArgumentException.class);
        byte[] ring = RingVector.of(new long[RING_LENGTH], 20).toBytes();
        add(
                "RingVector.fromBytes",
                List.of(ring),
                b -> RingVector.fromBytes(b, RING_LENGTH, 20),
                MalformedRingVectorException.class);
    }

    private void addCanonical() {
        add(
                "CanonicalLayout.fromJson",
                jsons(CanonicalLayout.toJson(LeafExamples.LAYOUT)),
                b -> CanonicalLayout.fromJson(object(b)),
                MalformedJsonException.class);
        add(
                "CanonicalProgram.fromJson",
                jsons(CanonicalProgram.toJson(LeafExamples.program())),
                b -> CanonicalProgram.fromJson(object(b)),
                MalformedJsonException.class);
        add(
                "CanonicalStatement.fromJson",
                jsons(CanonicalStatement.toJson(LeafExamples.statement(0).statement())),
                b -> CanonicalStatement.fromJson(object(b)),
                MalformedJsonException.class);
        ParameterLayout layout = ParameterLayout.float32(ParameterBlock.trainable("w", 2, 2));
        RoundState state = RoundState.of(ParameterVector.of(layout, new float[] {1, 2, 3, 4}));
        add(
                "CanonicalState.parse",
                List.of(CanonicalState.descriptor(state)),
                CanonicalState::parse,
                MalformedJsonException.class);
        DpEvent noise = new DpEvent.Gaussian(1.5);
        add(
                "CanonicalDpEvent.fromJson",
                Stream.of(
                                new DpEvent.SelfComposed(new DpEvent.PoissonSampled(0.01, noise), 1000),
                                new DpEvent.Composed(
                                        List.of(noise, new DpEvent.Skellam(900, 10, 64), new DpEvent.Laplace(2))),
                                new DpEvent.SampledWithoutReplacement(1000, 10, noise),
                                new DpEvent.DistributedDiscreteGaussian(20, 400, 10, 64))
                        .map(event -> Jcs.encode(CanonicalDpEvent.toJson(event)))
                        .toList(),
                b -> CanonicalDpEvent.fromJson(object(b)),
                MalformedJsonException.class);
    }

    private void addLeaves() {
        List<byte[]> leaves = leaves();
        Bytes coordinator = LeafExamples.COORDINATOR.publicKey();
        add(
                "LeafCodec.parseUnverified",
                leaves,
                b -> LeafCodec.parseUnverified(Bytes.of(b)),
                InvalidLeafException.class);
        add("LeafCodec.open", leaves, b -> LeafCodec.open(Bytes.of(b), coordinator), InvalidLeafException.class);
        add(
                "LeafCodec.openCharter",
                leaves.subList(0, 1),
                b -> LeafCodec.openCharter(Bytes.of(b)),
                InvalidLeafException.class);
        add("DsseEnvelope.parse", leaves, b -> DsseEnvelope.parse(Bytes.of(b)), MalformedEnvelopeException.class);
        RecordSet records = LeafExamples.records();
        add("RecordSet.parse", List.of(records.bytes()), RecordSet::parse, MalformedLeafException.class);
        add(
                "ClientRecord.parse",
                records.records().stream().map(ClientRecord::bytes).toList(),
                ClientRecord::parse,
                MalformedLeafException.class);
    }

    private void addNotes() throws Exception {
        List<byte[]> notes = List.of(CHECKPOINT.note().toByteArray());
        add("SignedNote.parse", notes, b -> SignedNote.parse(Bytes.of(b)), MalformedNoteException.class);
        add(
                "Checkpoints.parseUnverified",
                notes,
                b -> Checkpoints.parseUnverified(Bytes.of(b)),
                MalformedNoteException.class);
        add(
                "Checkpoints.open",
                notes,
                b -> {
                    Checkpoints.open(Bytes.of(b), LOG);
                    Cosignatures.verify(SignedNote.parse(Bytes.of(b)), WITNESS);
                },
                MalformedNoteException.class,
                InvalidNoteSignatureException.class);
        add(
                "VerifierKey.parse",
                texts(LOG.encode(), WITNESS.encode()),
                b -> VerifierKey.parse(utf8(b)),
                IllegalArgumentException.class);
        add(
                "Base64Text.decode",
                texts("AAECAw==", "AAECAwQ="),
                b -> Base64Text.decode(latin(b)),
                IllegalArgumentException.class);
        add(
                "TrustPolicy.parse",
                texts(
                        "log " + LOG.encode() + " https://example.org\nwitness a " + WITNESS.encode()
                                + "\n# more\ngroup g 1 a\nquorum g\n",
                        "quorum none\n"),
                b -> TrustPolicy.parse(Bytes.of(b)),
                MalformedPolicyException.class);
    }

    private void addOthers() throws Exception {
        Bytes leaf = Bytes.of(leaves().get(0));
        ProofFile proof = ProofFile.of(leaf, 0, List.of(Digest.sha256(), LeafExamples.digest(1)), CHECKPOINT.note());
        add(
                "ProofFile.parse",
                List.of(proof.bytes().toByteArray()),
                b -> ProofFile.parse(Bytes.of(b)),
                MalformedProofException.class);
        RecordSet records = LeafExamples.records();
        List<byte[]> absences = List.of(LeafExamples.digest(7), LeafExamples.digest(200)).stream()
                .map(absent -> AbsenceProof.of(records, absent).bytes().toByteArray())
                .toList();
        add("AbsenceProof.parse", absences, b -> AbsenceProof.parse(Bytes.of(b)), MalformedProofException.class);
        Bytes bundle = ModelSignature.sign(
                "m",
                new ModelManifest(List.of(new ModelManifest.Resource("a/b", Digest.sha256()))),
                LeafExamples.COORDINATOR);
        add(
                "ModelSignature.parse",
                List.of(bundle.toByteArray()),
                b -> ModelSignature.parse(Bytes.of(b)),
                MalformedSignatureException.class);
        List<SignedNotice> notices = GovernedExamples.leaves().values().stream()
                .filter(NoticeLeaf.class::isInstance)
                .map(one -> ((NoticeLeaf) one).notice())
                .toList();
        add(
                "SignedNotice.parse",
                notices.stream().map(one -> one.bytes().toByteArray()).toList(),
                b -> SignedNotice.parse(Bytes.of(b)),
                MalformedJsonException.class);
        add(
                "SignedNotice.fromJson",
                notices.stream().map(one -> Jcs.encode(one.toJson())).toList(),
                b -> SignedNotice.fromJson(object(b), Bytes.of(new byte[64])),
                MalformedJsonException.class);
        add(
                "Member.fromJson",
                GovernedExamples.founders().stream()
                        .map(one -> Jcs.encode(one.toJson()))
                        .toList(),
                b -> Member.fromJson(object(b)),
                MalformedJsonException.class);
        List<byte[]> approvals = GovernedExamples.leaves().values().stream()
                .filter(AuthorisedLeaf.class::isInstance)
                .map(one -> Jcs.encode(((AuthorisedLeaf) one).approvals().toJson()))
                .toList();
        add("Approvals.fromJson", approvals, b -> Approvals.fromJson(array(b)), MalformedJsonException.class);
        List<byte[]> single = GovernedExamples.leaves().values().stream()
                .filter(AuthorisedLeaf.class::isInstance)
                .flatMap(one -> ((AuthorisedLeaf) one).approvals().list().stream())
                .map(one -> Jcs.encode(one.toJson()))
                .toList();
        add("Approval.fromJson", single, b -> Approval.fromJson(object(b)), MalformedJsonException.class);
        Proposal proposal = new Proposal(
                LeafExamples.FEDERATION,
                Digest.sha256(),
                Authorities.Kind.PROGRAM,
                CanonicalProgram.toJson(LeafExamples.program()));
        add(
                "Proposal.parse",
                List.of(proposal.bytes().toByteArray()),
                b -> Proposal.parse(Bytes.of(b)),
                MalformedJsonException.class);
        byte[] message = {1};
        add(
                "Signatures.verify",
                List.of(LeafExamples.COORDINATOR.sign(message).toByteArray()),
                b -> Signatures.verify(
                        Signatures.ECDSA_P256, LeafExamples.COORDINATOR.publicKey(), message, Bytes.of(b)),
                InvalidSignatureException.class);
    }

    private void add(String name, List<byte[]> corpus, Fuzzer.Parser parser, Class<? extends Exception> declared) {
        add(name, corpus, parser, Set.of(declared));
    }

    private void add(
            String name,
            List<byte[]> corpus,
            Fuzzer.Parser parser,
            Class<? extends Exception> declared,
            Class<? extends Exception> alsoDeclared) {
        add(name, corpus, parser, Set.of(declared, alsoDeclared));
    }

    private void add(String name, List<byte[]> corpus, Fuzzer.Parser parser, Set<Class<? extends Exception>> declared) {
        names.add(name);
        tests.add(DynamicTest.dynamicTest(name, () -> check.run(name, corpus, declared, parser)));
    }

    private static List<byte[]> leaves() {
        List<byte[]> sealed = new ArrayList<>();
        for (Map<String, LogLeaf> some : List.of(LeafExamples.leaves(), GovernedExamples.leaves())) {
            some.values()
                    .forEach(leaf -> sealed.add(
                            LeafCodec.seal(leaf, LeafExamples.COORDINATOR).toByteArray()));
        }
        return sealed;
    }

    private static SignedCheckpoint checkpoint() {
        try {
            SignedCheckpoint plain = Checkpoints.sign(LOG.name(), 1234, Digest.sha256(), SECRET);
            String line = Cosignatures.sign(
                    SignedNote.parse(plain.note()),
                    WITNESS.name(),
                    WITNESS_SECRET,
                    Instant.ofEpochSecond(1_700_000_000));
            return Checkpoints.withCosignature(plain, WITNESS, line);
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new AssertionError(e);
        }
    }

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static List<byte[]> jsons(Json... values) {
        return Arrays.stream(values).map(Jcs::encode).toList();
    }

    private static JsonObject object(byte[] bytes) throws MalformedJsonException {
        if (StrictJson.parse(bytes) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("no object");
    }

    private static JsonArray array(byte[] bytes) throws MalformedJsonException {
        if (StrictJson.parse(bytes) instanceof JsonArray array) {
            return array;
        }
        throw new MalformedJsonException("no array");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
