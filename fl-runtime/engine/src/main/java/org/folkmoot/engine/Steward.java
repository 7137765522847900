package org.folkmoot.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.authority.Approver;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Change;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.audit.release.ModelManifest;
import org.folkmoot.audit.release.ModelSignature;
import org.folkmoot.core.storage.DurableFiles;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.NoticeDesk;
import org.folkmoot.engine.ledger.ProposalFolder;
import org.folkmoot.engine.ledger.Ratification;
import org.folkmoot.engine.ledger.RunJournal;
import org.folkmoot.engine.ledger.StateStore;

/**
 * Acts on a ledger between runs: puts notices on record, releases models, rolls back. Everything goes through the same
 * rules that verifiers apply, and takes the approvals that the charter asks for.
 *
 * <p>Holds the ledger's lock, so that no run goes on meanwhile. For one thread at a time.
 */
public final class Steward implements AutoCloseable {
    private final TransparencyLog log;
    private final ChainLog chainLog;
    private final Ratification ratification;

    private Steward(TransparencyLog log, ChainLog chainLog, Ratification ratification) {
        this.log = log;
        this.chainLog = chainLog;
        this.ratification = ratification;
    }

    /**
     * {@return a steward of the ledger in this folder}
     *
     * @param ledger the folder of a ledger that has been founded
     * @param approvers those who can be asked to approve; the approvals of others lie beside their proposals
     * @throws IOException if the ledger is in use, was tampered with, or has no charter
     */
    public static Steward of(Path ledger, List<Approver> approvers) throws IOException {
        TransparencyLog log = TransparencyLog.open(ledger);
        boolean opened = false;
        try {
            ChainLog chainLog = ChainLog.open(log);
            if (chainLog.isEmpty()) {
                throw new IOException("ledger " + ledger + ": no charter (expected: a founded federation)");
            }
            Ratification ratification = new Ratification(chainLog, ProposalFolder.in(log.folder()), approvers);
            opened = true;
            return new Steward(log, chainLog, ratification);
        } finally {
            if (!opened) {
                log.close();
            }
        }
    }

    /** {@return what the leaves add up to} */
    public ChainState chain() {
        return chainLog.chain();
    }

    /** {@return how many leaves the log has} */
    public long size() {
        return log.size();
    }

    /** {@return why the notice is not on record, or empty where it now is} */
    public Optional<String> record(SignedNotice notice) throws IOException {
        NoticeDesk desk = new NoticeDesk(chainLog);
        desk.receive(notice.bytes());
        return desk.record().get(0).refusal();
    }

    /**
     * Releases the model that holds: signs its files with the coordinator's key, and puts the release on record. {@return
     * where the release stands in the log}
     *
     * @param model the folder with the model's files
     * @param signature where to write the signature, once the leaf is there; if that fails, release again
     * @throws org.folkmoot.engine.ledger.ApprovalsMissingException if somebody has yet to approve
     */
    public LeafReceipt release(Path model, Path signature) throws IOException {
        ModelManifest manifest = ModelManifest.of(model);
        ChainState chain = chainLog.chain();
        String name = chain.charter().federation().value();
        LeafReceipt leaf = release(manifest.root(), chain);
        DurableFiles.write(
                signature.toAbsolutePath(),
                ModelSignature.sign(name, manifest, log.statementKey()).toByteArray());
        return leaf;
    }

    private LeafReceipt release(Digest resources, ChainState chain) throws IOException {
        return ratification.append(approvals -> new ReleaseLeaf(
                chain.charter().federation(),
                chain.lastLeaf(),
                chain.committedRound(),
                chain.model(),
                resources,
                approvals));
    }

    /**
     * Lets the state of an earlier round hold again. {@return that state, which the next run goes on from}
     *
     * @param round whose state; 0 for the one before the first round
     * @throws org.folkmoot.engine.ledger.ApprovalsMissingException if somebody has yet to approve
     * @throws IOException if the round does not stand, or its state is not kept any more
     */
    public RoundState rollBackTo(int round) throws IOException {
        requireNothingOpen();
        ChainState chain = chainLog.chain();
        ChainState.Left target = chain.left(round)
                .orElseThrow(() -> new IOException(
                        "round: " + round + " (expected: one of the last committed ones that were not rolled back)"));
        RoundState state = new StateStore(log.inputs())
                .load(target.state(), chain.charter().layout());
        ratification.append(approvals -> new RollbackLeaf(
                chain.charter().federation(),
                chain.lastLeaf(),
                chain.nextAttempt().round(),
                round,
                new Change(chain.state(), target.state()),
                new Change(chain.model(), target.model()),
                chain.registry().size(),
                approvals));
        return state;
    }

    /** A number is taken only once it is known how the attempt at it ended: whoever answered that waits to be told. */
    private void requireNothingOpen() throws IOException {
        try (RunJournal journal = RunJournal.open(log.folder().resolve("run.journal"))) {
            boolean open = journal.lastOpened()
                    .map(opened -> opened.attempt().equals(chainLog.chain().nextAttempt()))
                    .orElse(false);
            if (open) {
                throw new IOException("attempt " + chainLog.chain().nextAttempt()
                        + ": cut off, and not ended yet (expected: started once more, and cancelled if need be)");
            }
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
