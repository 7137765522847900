package org.folkmoot.audit.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.VerifierKey;

/** The contract, run by a witness in this process. */
final class CosignerTest implements WitnessedLog {
    private static final Ed25519Key SECRET =
            Ed25519Key.fromSeed(Digest.sha256(new byte[] {1}).bytes());
    private static final String NAME = "example.org/witness";

    @Override
    public Running start(Path state) throws IOException {
        Files.createDirectories(state);
        WitnessSetup setup = new WitnessSetup(NAME, SECRET, List.of(LOG_KEY), state);
        Cosigner cosigner = Cosigner.load(setup, Clock.systemUTC());
        return new InProcess(VerifierKey.cosigner(NAME, SECRET.publicKey()), cosigner);
    }

    private record InProcess(VerifierKey key, Cosigner cosigner) implements Running, Witness {
        @Override
        public Witness witness() {
            return this;
        }

        @Override
        public String verifierKey() {
            return key.encode();
        }

        @Override
        public String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency)
                throws WitnessException {
            return new WitnessDialogue(key, request -> cosigner.answer(request.encode()), null)
                    .cosign(checkpoint, oldSize, consistency);
        }

        @Override
        public void close() {}
    }
}
