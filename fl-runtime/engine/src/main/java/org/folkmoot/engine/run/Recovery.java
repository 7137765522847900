package org.folkmoot.engine.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.engine.attempt.AbandonReason;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.RunJournal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the attempt that an earlier run may have left open, before anybody joins or another program is authorised. No
 * attempt runs twice: where the journal does not say how far the earlier run got, the next attempt counts as opened.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final ChainLog chainLog;
    private final RunJournal journal;

    Recovery(ChainLog chainLog, RunJournal journal) {
        this.chainLog = chainLog;
        this.journal = journal;
    }

    /**
     * Abandons the dangling attempt, if there is one.
     *
     * @param now in milliseconds since 1970
     * @throws IOException if the journal knows more attempts than the log, or a program that the log does not authorise
     */
    void endDanglingAttempt(long now) throws IOException {
        AttemptId next = chainLog.chain().nextAttempt();
        Optional<Digest> program = danglingProgram(next);
        if (program.isEmpty()) {
            return;
        }
        RoundProgram authorised = chainLog.chain()
                .program(program.get())
                .orElseThrow(() -> new IOException(
                        "run journal: program " + program.get() + " (expected: one that the log authorises)"));
        ProofWriter.abandonUnknown(chainLog, next, authorised, AbandonReason.COORDINATOR_RESTARTED.word(), now);
        log.atWarn().addKeyValue("attempt", next).log("attempt was cut off by a restart and is abandoned");
    }

    /** {@return what the next attempt runs, if it must be taken for opened} */
    private Optional<Digest> danglingProgram(AttemptId next) throws IOException {
        List<RoundLeaf> rounds = chainLog.rounds();
        Optional<RoundLeaf> last = rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
        Optional<RunJournal.Opened> opened = journal.lastOpened();
        if (opened.isPresent() && opened.get().attempt().compareTo(next) > 0) {
            throw new IOException("run journal: attempt " + opened.get().attempt() + " (expected: none after " + next
                    + ", the next of the log; the log was rolled back, or the journal is of another)");
        }
        if (opened.isPresent() && opened.get().attempt().equals(next)) {
            return Optional.of(opened.get().program());
        }
        boolean finished = last.map(RoundLeaf::attempt).equals(opened.map(RunJournal.Opened::attempt));
        return finished ? Optional.empty() : last.map(leaf -> leaf.program().digest());
    }
}
