package org.folkmoot.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.api.audit.Witness;
import org.folkmoot.api.audit.WitnessException;

/** A ledger and a witness that cannot be reached. */
final class Down implements LedgerAdapter, Witness {
    @Override
    public String name() {
        return "down";
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return Set.of();
    }

    @Override
    public LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        throw new LedgerException("as always");
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        throw new LedgerException("as always");
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint) throws LedgerException {
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
