package org.folkmoot.audit.ledger;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.testkit.ledger.LedgerAdapterContract;

/** The contract, with checkpoints as logs sign them. */
public interface SignedLedgerContract extends LedgerAdapterContract {
    String ORIGIN = "example.org/log";
    Ed25519Key KEY = Ed25519Key.fromSeed(new byte[32]);
    VerifierKey LOG_KEY = VerifierKey.ed25519(ORIGIN, KEY.publicKey());

    @Override
    default SignedCheckpoint sign(Signer signer, long size, Digest root) {
        SignedCheckpoint genuine = Checkpoints.sign(ORIGIN, size, root, KEY);
        return switch (signer) {
            case THE_LOG -> genuine;
            case A_FORGER ->
                Checkpoints.sign(
                        ORIGIN, size, root, Ed25519Key.fromSeed(Digest.sha256().bytes()));
            case ANOTHER_LOG -> Checkpoints.sign("example.org/other", size, root, KEY);
            case NOBODY -> {
                String note = genuine.note().utf8();
                yield new SignedCheckpoint(ORIGIN, size, root, Bytes.utf8(note.substring(0, note.indexOf("\n\n") + 2)));
            }
        };
    }
}
