package org.folkmoot.audit.verify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.Stage;
import org.folkmoot.audit.chain.BrokenChainException;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.disclosure.Inputs;
import org.folkmoot.audit.disclosure.ReleasedModel;
import org.folkmoot.audit.disclosure.Replay;
import org.folkmoot.audit.disclosure.StateReader;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ClientRecord;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.release.ReleaseCheck;
import org.jspecify.annotations.Nullable;

/** One walk over the leaves of a log, in order, checking each against all before it. */
final class LedgerWalk {
    private final TrustAnchor anchor;
    private final VerificationOptions options;
    private final VerificationProgress progress;
    private final Snapshot snapshot;
    private final SignedCheckpoint checkpoint;
    private final Inputs inputs;
    private final SignatureChecks signatures;
    private final LogSoFar log;
    private final Tally tally = new Tally();
    private final ModelVersions versions = new ModelVersions();
    private final ReleaseCheck releases = new ReleaseCheck();
    private @Nullable ChainState chain;
    private @Nullable Replay replay;
    private @Nullable Digest charterHash;

    private LedgerWalk(Manner manner, Snapshot snapshot, LogSoFar log, Inputs inputs, SignatureChecks signatures) {
        this.anchor = manner.anchor();
        this.options = manner.options();
        this.progress = manner.progress();
        this.snapshot = snapshot;
        this.checkpoint = snapshot.checkpoint();
        this.log = log;
        this.inputs = inputs;
        this.signatures = signatures;
    }

    static VerificationReport run(Manner manner, LedgerFolder ledger, LogSource log, Snapshot snapshot)
            throws InvalidProofException {
        try (SignatureChecks signatures = SignatureChecks.start()) {
            Inputs inputs = Inputs.in(ledger.inputs());
            LedgerWalk walk = new LedgerWalk(
                    manner, snapshot, log.beginning(snapshot.checkpoint().size()), inputs, signatures);
            try {
                log.forEachLeaf(snapshot.checkpoint().size(), walk::leaf);
            } catch (InvalidProofException e) {
                signatures.finish(); // what fails there comes first in the log
                throw e;
            }
            signatures.finish();
            return walk.end(ledger);
        }
    }

    private void leaf(long index, Bytes bytes) throws InvalidProofException {
        Digest hash = LeafCodec.hash(bytes);
        ChainState before = chain;
        if (before == null) {
            chain = charter(bytes, hash);
        } else {
            chain = next(before, index, bytes, hash);
        }
        tally.leafSignatures++;
        log.append(hash);
        progress.leaf(index + 1, checkpoint.size());
    }

    private ChainState charter(Bytes bytes, Digest hash) throws InvalidProofException {
        String where = "leaf 0 (charter)";
        CharterLeaf charter;
        try {
            charter = LeafCodec.openCharter(bytes);
        } catch (InvalidLeafException e) {
            throw failure(e, where);
        }
        Digest expected = anchor.charter().orElse(hash);
        require(hash.equals(expected), where, "charter " + hash, expected);
        require(charter.origin().equals(checkpoint.origin()), where, "origin " + charter.origin(), checkpoint.origin());
        Bytes key = anchor.coordinatorKey().orElse(charter.coordinatorKey());
        require(
                charter.coordinatorKey().equals(key),
                where,
                "coordinator key " + charter.coordinatorKey().hex(),
                key.hex());
        StateReader states = new StateReader(inputs, charter.layout());
        if (!states.check(charter.initialState(), charter.initialModel(), "initial state")) {
            tally.undisclosedStates++;
        }
        if (options.replay()) {
            replay = new Replay(inputs, charter);
        }
        charterHash = hash;
        return ChainState.start(charter, hash);
    }

    private ChainState next(ChainState before, long index, Bytes bytes, Digest hash) throws InvalidProofException {
        String where = "leaf " + index;
        LogLeaf leaf;
        ChainState after;
        try {
            leaf = LeafCodec.open(bytes, before.charter().coordinatorKey());
            where = leaf instanceof RoundLeaf round ? where + " (" + AttemptCheck.describe(round) + ")" : where;
            after = before.next(leaf, hash);
        } catch (InvalidLeafException e) {
            throw failure(e, where);
        } catch (BrokenChainException e) {
            throw new InvalidProofException(FailureKind.CHAIN_BROKEN, where, String.valueOf(e.getMessage()), e);
        }
        if (leaf instanceof RoundLeaf round) {
            attempt(round, before);
        }
        tally.note(leaf);
        if (leaf instanceof ReleaseLeaf release) {
            releases.note(release);
        }
        if (leaf instanceof RollbackLeaf rollback) {
            releases.note(rollback);
            if (replay != null) {
                replay.restore(rollback);
            }
        }
        return after;
    }

    private void attempt(RoundLeaf leaf, ChainState before) throws InvalidProofException {
        tally.attempt(leaf);
        Optional<RecordSet> records = new AttemptCheck(leaf, before, log, versions).run(inputs, signatures);
        if (records.isPresent()) {
            tally.records += records.get().size();
            checkUpdates(records.get(), updateBytes(leaf, before));
        } else {
            tally.undisclosedRecords++;
        }
        if (!leaf.isCommitted()) {
            return;
        }
        StateReader states = new StateReader(inputs, before.charter().layout());
        if (!states.check(leaf.state().after(), leaf.model().after(), AttemptCheck.describe(leaf))) {
            tally.undisclosedStates++;
        }
        if (replay != null) {
            replay(replay, leaf, before, records);
        }
    }

    private void replay(Replay arithmetic, RoundLeaf leaf, ChainState before, Optional<RecordSet> records)
            throws InvalidProofException {
        RoundProgram program = before.program(leaf.program().digest()).orElseThrow(AssertionError::new);
        RecordSet present = records.orElseThrow(() -> new InvalidProofException(
                FailureKind.NOT_DISCLOSED,
                AttemptCheck.describe(leaf),
                "client records " + leaf.participants().records().sha256() + " are not among the inputs"));
        arithmetic.round(leaf, program, present, AttemptCheck.describe(leaf));
        tally.replayed++;
    }

    /** {@return how long each update is, where the collection says so} */
    private static OptionalLong updateBytes(RoundLeaf leaf, ChainState before) {
        RoundProgram program = before.program(leaf.program().digest()).orElseThrow(AssertionError::new);
        boolean wholeDeltas = program.find(Stage.LOCAL).isEmpty()
                && program.find(Stage.EXCHANGE).isEmpty();
        return program.collection().showsSingleUpdates() && wholeDeltas
                ? OptionalLong.of(before.charter().layout().bytes())
                : OptionalLong.empty();
    }

    private void checkUpdates(RecordSet records, OptionalLong bytes) throws InvalidProofException {
        for (ClientRecord record : records.records()) {
            if (record.isIncluded()) {
                Digest payload = record.signed().orElseThrow().statement().payload();
                boolean disclosed =
                        bytes.isPresent() ? inputs.checkExactly(payload, bytes.getAsLong()) : inputs.check(payload);
                if (disclosed) {
                    tally.updates++;
                } else {
                    tally.undisclosedUpdates++;
                }
            }
        }
    }

    private VerificationReport end(LedgerFolder ledger) throws InvalidProofException {
        ChainState last = chain;
        Digest charter = charterHash;
        if (last == null || charter == null) {
            throw new InvalidProofException(
                    FailureKind.CHAIN_BROKEN, "log", "no leaves (expected: a charter, as first leaf)");
        }
        if (!log.root().equals(checkpoint.root())) {
            throw new InvalidProofException(
                    FailureKind.LOG_TAMPERED, "log/", "root " + log.root() + " (expected: " + checkpoint.root() + ")");
        }
        checkSeen();
        tally.inputFiles = inputs.checkAll();
        if (ledger.model().isPresent()) {
            checkModel(ledger.model().get(), ledger.signature(), last);
        }
        return report(last, charter);
    }

    /** A folder without a signature holds the model that holds now; with one, a model that was released. */
    private void checkModel(Path model, Optional<Path> signature, ChainState last) throws InvalidProofException {
        if (signature.isPresent()) {
            ReleaseLeaf released = releases.check(model, signature.get(), last);
            ReleasedModel.check(model, last, released.round(), released.model());
            tally.releaseChecked = true;
        } else {
            ReleasedModel.check(model, last);
        }
        tally.modelChecked = true;
    }

    /** The root is recomputed from the leaves, at the size of each checkpoint that was seen before. */
    private void checkSeen() throws InvalidProofException {
        for (SignedCheckpoint seen : anchor.seen()) {
            String where = "checkpoint seen before, size " + seen.size();
            if (!seen.origin().equals(checkpoint.origin())) {
                throw fork(where, "it is of log " + seen.origin() + " (expected: " + checkpoint.origin() + ")");
            }
            if (seen.size() > checkpoint.size()) {
                throw fork(where, "the log now has " + checkpoint.size() + " leaves (expected: no fewer)");
            }
            Digest root = log.root(seen.size());
            if (!root.equals(seen.root())) {
                throw fork(where, "the log's root at this size is " + root + " (expected: " + seen.root() + ")");
            }
        }
    }

    private VerificationReport report(ChainState last, Digest charter) {
        return new VerificationReport(
                anchor.level(),
                last.charter().federation().value(),
                checkpoint,
                snapshot.witnesses(),
                snapshot.isExtended(),
                charter,
                last.model(),
                tally.committed,
                tally.abandoned,
                new VerificationReport.Checked(
                        tally.leafSignatures,
                        signatures.count(),
                        tally.records,
                        tally.updates,
                        tally.inputFiles,
                        tally.replayed,
                        tally.modelChecked),
                tally.decided(),
                new VerificationReport.Undisclosed(
                        tally.undisclosedRecords, tally.undisclosedUpdates, tally.undisclosedStates),
                tally.taints);
    }

    private static InvalidProofException fork(String where, String detail) {
        return new InvalidProofException(FailureKind.ROLLED_BACK_OR_FORKED, where, detail);
    }

    private static void require(boolean holds, String where, String found, Object expected)
            throws InvalidProofException {
        if (!holds) {
            throw new InvalidProofException(
                    FailureKind.CHAIN_BROKEN, where, "charter: " + found + " (expected: " + expected + ")");
        }
    }

    static InvalidProofException failure(InvalidLeafException e, String where) {
        FailureKind kind = e.isBadSignature() ? FailureKind.BAD_SIGNATURE : FailureKind.MALFORMED;
        return new InvalidProofException(kind, where, String.valueOf(e.getMessage()), e);
    }

    /** What to rest upon, how far to check, and whom to tell. */
    record Manner(TrustAnchor anchor, VerificationOptions options, VerificationProgress progress) {}
}
