package org.folkmoot.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.key.KnownAnswers;
import org.folkmoot.audit.key.Signatures;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonArray;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.testkit.Tampering;
import org.junit.jupiter.api.Test;

final class SignedNoteTest {
    private static final String FILE = "signed-notes.json";
    private static final Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    private static final VerifierKey VKEY = VerifierKey.ed25519("example.org/log", KEY.publicKey());

    @Property(tries = 100)
    void whatIsSignedVerifies(@ForAll @CharRange(from = ' ', to = '\u2fff') String line) throws Exception {
        String text = line + "\n\n" + line + "\n";
        SignedNote note = SignedNote.parse(Notes.sign(text, VKEY.name(), KEY));
        assertThat(note.text()).isEqualTo(text);
        note.verify(VKEY);
        assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
    }

    @Property(tries = 200)
    void parsingThrowsNothingButItsException(@ForAll byte[] bytes) {
        try {
            SignedNote.parse(Bytes.of(bytes));
        } catch (MalformedNoteException e) {
            assertThat(e).hasMessageStartingWith("note: ");
        }
    }

    @Test
    void readsVerifierKeysAsOthersDo() throws Exception {
        List<JsonObject> vectors = new ArrayList<>(KnownAnswers.of(FILE, "note.vkey"));
        vectors.addAll(KnownAnswers.of(FILE, "note.vkey-cosig"));
        for (JsonObject vector : vectors) {
            String vkey = vector.string("vkey");
            if (vector.bool("wantErr")) {
                assertThatIllegalArgumentException()
                        .as(vector.string("name"))
                        .isThrownBy(() -> VerifierKey.parse(vkey));
            } else {
                assertThat(VerifierKey.parse(vkey).encode()).isEqualTo(vkey);
            }
        }
    }

    @Test
    void refusesEveryTamperedVerifierKey() {
        Tampering.byteFlips(Bytes.utf8(VKEY.encode()).toByteArray())
                .forEach(bad -> assertThatIllegalArgumentException()
                        .as(bad.what())
                        .isThrownBy(() -> VerifierKey.parse(bad.bytes().utf8())));
    }

    @Test
    void signsAsOthersDo() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "note.sign")) {
            String[] secret = vector.string("skey").split("\\+", 5);
            byte[] typed = Base64.getDecoder().decode(secret[4]);
            Ed25519Key key = Ed25519Key.fromSeed(Arrays.copyOfRange(typed, 1, typed.length));
            assertThat(Notes.sign(vector.string("textUtf8"), secret[2], key).utf8())
                    .isEqualTo(vector.string("wantNoteUtf8"));
        }
        for (JsonObject vector : KnownAnswers.of(FILE, "note.sign-add")) {
            SignedNote note = SignedNote.parse(Bytes.utf8(vector.string("existingNoteUtf8")));
            List<String> nameAndSeed = vector.array("skeyNameSeedHex").strings();
            Ed25519Key key =
                    Ed25519Key.fromSeed(Bytes.parseHex(nameAndSeed.get(1)).toByteArray());
            SignedNote added = SignedNote.parse(Notes.sign(note.text(), nameAndSeed.get(0), key));
            String line = added.signatures().get(0).line();
            assertThat(note.withSignatures(line).bytes().utf8()).isEqualTo(vector.string("wantNoteUtf8"));
        }
    }

    @Test
    void opensWhatOthersOpenAndRefusesWhatTheyRefuse() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "note.open")) {
            Bytes bytes = Bytes.of(Base64.getDecoder().decode(vector.string("noteB64")));
            String name = vector.string("name");
            boolean malformed = vector.optional("wantErr").toString().contains("malformed");
            if (malformed) {
                assertThatExceptionOfType(MalformedNoteException.class)
                        .as(name)
                        .isThrownBy(() -> SignedNote.parse(bytes));
            } else {
                opens(vector, SignedNote.parse(bytes));
            }
        }
    }

    private static void opens(JsonObject vector, SignedNote note) throws Exception {
        List<VerifierKey> keys =
                vector.array("vkeys").strings().stream().map(VerifierKey::parse).collect(Collectors.toList());
        Json verified = vector.optional("verified").orElseThrow();
        List<String> names = verified instanceof JsonArray array ? array.strings() : List.of();
        for (VerifierKey key : keys) {
            boolean signed = note.signatures().stream().anyMatch(key::isNamedBy);
            if (names.contains(key.name())) {
                note.verify(key);
            } else if (!signed) {
                assertThatExceptionOfType(InvalidNoteSignatureException.class)
                        .as(vector.string("name"))
                        .isThrownBy(() -> note.verify(key));
            }
        }
    }

    @Test
    void readsANoteThatOthersSignedByEcdsa() throws Exception {
        for (JsonObject vector : KnownAnswers.of(FILE, "note.open-ecdsa")) {
            SignedNote note = SignedNote.parse(Bytes.of(Base64.getDecoder().decode(vector.string("noteB64"))));
            byte[] spki = Base64.getDecoder()
                    .decode(vector.array("vkeys").strings().get(0).split("\\+", 3)[2]);
            Bytes point = Bytes.of(Arrays.copyOfRange(spki, spki.length - 65, spki.length));
            Signatures.verify(
                    Signatures.ECDSA_P256,
                    point,
                    Bytes.utf8(note.text()).toByteArray(),
                    note.signatures().get(0).value());
        }
    }

    @Test
    void refusesEveryTamperedNote() {
        byte[] note = Notes.sign("text\n", VKEY.name(), KEY).toByteArray();
        Stream.of(Tampering.bitFlips(note), Tampering.truncations(note), Tampering.swaps(note))
                .flatMap(variants -> variants)
                .forEach(bad -> assertThat(opens(bad.bytes())).as(bad.what()).isFalse());
    }

    private static boolean opens(Bytes note) {
        try {
            SignedNote.parse(note).verify(VKEY);
            return true;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            return false;
        }
    }

    @Test
    void oneBadSignatureInTheNameOfTheKeySpoilsTheGoodOne() throws Exception {
        SignedNote good = SignedNote.parse(Notes.sign("text\n", VKEY.name(), KEY));
        String bad = SignedNote.parse(Notes.sign("other\n", VKEY.name(), KEY))
                .signatures()
                .get(0)
                .line();
        SignedNote both = good.withSignatures(bad);
        assertThatExceptionOfType(InvalidNoteSignatureException.class).isThrownBy(() -> both.verify(VKEY));
    }

    @Test
    void takesAHundredSignaturesAndNotOneMore() throws Exception {
        String note = Notes.sign("text\n", VKEY.name(), KEY).utf8();
        String line = note.substring(note.lastIndexOf('\u2014'));
        assertThatCode(() ->
                        SignedNote.parse(Bytes.utf8(note + line.repeat(99))).verify(VKEY))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(MalformedNoteException.class)
                .isThrownBy(() -> SignedNote.parse(Bytes.utf8(note + line.repeat(100))));
    }

    @Test
    void refusesNamesThatANoteCannotCarry() {
        for (String name : List.of("", "a b", "a+b", "a\u00a0b", "a\u2028b", "a\u0085b", "a\nb", "a\ud800")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Notes.sign("text\n", name, KEY));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Notes.sign("text", VKEY.name(), KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> Notes.sign("te\txt\n", VKEY.name(), KEY));
    }
}
