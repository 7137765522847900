package org.folkmoot.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.proof.InvalidProofException;
import org.folkmoot.audit.proof.ProofFile;
import org.folkmoot.audit.verify.LedgerVerifier;
import org.folkmoot.audit.verify.TrustAnchor;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.storage.DurableFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code folkmoot prove}: takes the proof of one round out of a log. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        versionProvider = FolkmootCommand.Version.class,
        description = {
            "Write the proof that a round is on record to a single file, for somebody who has not the log.",
            "Of several attempts at the round it is the committed one, else the last. Round 0 is the charter, which names"
                    + " the coordinator's key."
        },
        footer = {"", "Exit codes are those of folkmoot verify; 0 here means: written."})
final class ProveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PATH",
            description = "A run folder, a ledger folder or a published log folder.")
    private Path path = Path.of("");

    @Parameters(index = "1", paramLabel = "ROUND", description = "The round, counted from 1; 0 is the charter.")
    private int round;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to write the proof; by custom the name ends in .tlog-proof.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws InvalidProofException {
        LogFolder log = LogFolder.in(path);
        Bytes note = log.checkpointNote();
        Search search = new Search(round);
        log.forEachLeaf(log.claimedCheckpoint().size(), search::look);
        Bytes leaf = search.leaf;
        if (leaf == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ROUND: " + round + " (expected: 0 to " + search.lastRound + ", which the log has)");
        }
        ProofFile proof = ProofFile.of(
                leaf, search.index, search.tree.inclusion(search.index).path(), note);
        LedgerVerifier.of(TrustAnchor.selfConsistentOnly()).verifyProof(proof);
        write(proof);
        Output.of(spec, Format.text)
                .ok(
                        Json.object().build(),
                        List.of(
                                file + ": proof of " + (round == 0 ? "the charter" : "round " + round) + ", leaf "
                                        + search.index + " of " + search.tree.size(),
                                "Whoever gets it checks it with: folkmoot verify FILE --log-key KEY --charter CHARTER"));
        return ExitCodes.OK;
    }

    private void write(ProofFile proof) {
        try {
            DurableFiles.write(file.toAbsolutePath(), proof.bytes().toByteArray());
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " cannot be written: " + Failures.reason(e), e);
        }
    }

    /** Goes through the log for the leaf of a round. */
    private static final class Search {
        private final int round;
        private final GrowingMerkleTree tree = GrowingMerkleTree.create();
        private @Nullable Bytes leaf;
        private boolean committed;
        private long index;
        private int lastRound;

        Search(int round) {
            this.round = round;
        }

        void look(long at, Bytes bytes) throws InvalidProofException {
            tree.append(LeafCodec.hash(bytes));
            LogLeaf found;
            try {
                found = LeafCodec.parseUnverified(bytes);
            } catch (InvalidLeafException e) {
                throw Failures.malformed("leaf " + at, e);
            }
            if (found instanceof RoundLeaf attempt) {
                look(at, bytes, attempt);
            } else if (found instanceof CharterLeaf && round == 0 && at == 0) {
                leaf = bytes;
            }
        }

        private void look(long at, Bytes bytes, RoundLeaf attempt) {
            lastRound = Math.max(lastRound, attempt.attempt().round());
            if (attempt.attempt().round() == round && !committed) {
                leaf = bytes;
                index = at;
                committed = attempt.isCommitted();
            }
        }
    }
}
