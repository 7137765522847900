package org.folkmoot.engine;

import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;

/** A ledger and a witness that cannot be reached. */
final class Down implements LedgerAdapter, Witness {
    @Override
    public String name() {
        return "down";
    }

    @Override
    public SignedCheckpoint publish(SignedCheckpoint checkpoint, List<Digest> consistencyFromLatest)
            throws LedgerException {
        throw new LedgerException("as always");
    }

    @Override
    public Optional<SignedCheckpoint> latest() throws LedgerException {
        throw new LedgerException("as always");
    }

    @Override
    public String verifierKey() {
        return "down";
    }

    @Override
    public String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency) throws WitnessException {
        throw new WitnessException("as always", false);
    }

    @Override
    public void close() {}
}
