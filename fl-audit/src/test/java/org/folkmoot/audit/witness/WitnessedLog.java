package org.folkmoot.audit.witness;

import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.testkit.WitnessContract;

/** The log that the contract's witnesses watch, with true signatures. */
interface WitnessedLog extends WitnessContract {
    Ed25519Key LOG = Ed25519Key.fromSeed(new byte[Digest.BYTES]);
    Ed25519Key STRANGER = Ed25519Key.fromSeed(Digest.sha256().bytes());
    VerifierKey LOG_KEY = VerifierKey.ed25519("example.org/log", LOG.publicKey());

    @Override
    default SignedCheckpoint sign(long size, Digest root) {
        return Checkpoints.sign(LOG_KEY.name(), size, root, LOG);
    }

    @Override
    default SignedCheckpoint signByStranger(long size, Digest root) {
        return Checkpoints.sign(LOG_KEY.name(), size, root, STRANGER);
    }

    @Override
    default void verify(SignedCheckpoint checkpoint, String verifierKey, String cosignature) throws Exception {
        SignedCheckpoint both = Checkpoints.withSignatures(checkpoint, cosignature);
        Cosignatures.verify(SignedNote.parse(both.note()), VerifierKey.parse(verifierKey));
    }
}
