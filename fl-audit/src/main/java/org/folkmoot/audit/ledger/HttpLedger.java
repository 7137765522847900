package org.folkmoot.audit.ledger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.InvalidReceiptException;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerCapability;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.audit.LogHistory;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.TreeHead;
import org.folkmoot.audit.http.BoundedHttp;
import org.folkmoot.audit.http.HttpAnswer;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.witness.AddCheckpoint;

/**
 * A folder on somebody else's machine that remembers the checkpoints of a log, asked over HTTP; a {@link LedgerServer}
 * answers there.
 *
 * <p>Guarantees: those of {@link LedgerAdapter}; answers count only where the log's key signed them, and take bounded time
 * and memory. The server checks what it takes by itself, so it refuses a fork from anybody. It can still forget: a server
 * that goes back is found by the next publication only if it goes back to another history. A receipt has to be verified
 * by asking it. Safe for several threads; a call asks at most eight times, each no longer than the timeout.
 */
public final class HttpLedger implements LedgerAdapter {
    private static final String NAME = "http";
    private static final int TRIES = 4;
    private static final int MAX_ANSWER_BYTES = SignedNote.MAX_BYTES;

    private final URI base;
    private final BoundedHttp http;
    private final CheckpointGate gate;
    private volatile boolean closed;

    private HttpLedger(URI base, BoundedHttp http, CheckpointGate gate) {
        this.base = base;
        this.http = http;
        this.gate = gate;
    }

    /**
     * {@return the ledger at this address}
     *
     * @param base where the server is, without {@code /checkpoints}
     * @param timeout how long one question may take
     */
    public static HttpLedger at(URI base, VerifierKey logKey, Duration timeout) {
        return new HttpLedger(
                requireNonNull(base, "base"), BoundedHttp.within(timeout), CheckpointGate.of(NAME, logKey));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<LedgerCapability> capabilities() {
        return Set.of(LedgerCapability.ENFORCES_CONSISTENCY);
    }

    /** {@inheritDoc} Where somebody else was faster, it looks again at what is held. */
    @Override
    public LedgerReceipt publish(SignedCheckpoint checkpoint, LogHistory history) throws LedgerException {
        requireOpen();
        gate.requireGenuine(checkpoint);
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<TreeHead> held = latest();
            Optional<List<Digest>> path = gate.path(held, checkpoint, history);
            if (path.isEmpty()) {
                return CheckpointGate.bareReceipt(NAME, held.orElseThrow());
            }
            long from = held.map(TreeHead::size).orElse(0L);
            HttpAnswer answer = post(new AddCheckpoint(from, path.get(), checkpoint.note()));
            if (answer.status() == LedgerAnswers.OK) {
                return CheckpointGate.bareReceipt(NAME, requireAtLeast(checkpoint, open(answer)));
            }
            if (answer.status() != LedgerAnswers.CONFLICT) {
                throw unexpected(answer);
            }
        }
        throw new LedgerException("ledger " + base + ": what it holds changed " + TRIES + " times meanwhile");
    }

    private static TreeHead requireAtLeast(SignedCheckpoint checkpoint, TreeHead answered) throws LedgerException {
        if (!answered.equals(TreeHead.of(checkpoint)) && answered.size() <= checkpoint.size()) {
            throw new LedgerException("answer: size " + answered.size() + " (expected: size " + checkpoint.size()
                    + " as published, or a larger one)");
        }
        return answered;
    }

    @Override
    public Optional<TreeHead> latest() throws LedgerException {
        requireOpen();
        HttpAnswer answer = get(LedgerPaths.newest(gate.origin()));
        if (answer.status() == LedgerAnswers.NOTHING_YET) {
            return Optional.empty();
        }
        return Optional.of(opened(answer));
    }

    @Override
    public void verify(LedgerReceipt receipt, SignedCheckpoint checkpoint)
            throws InvalidReceiptException, LedgerException {
        requireOpen();
        gate.requireFor(receipt, checkpoint);
        CheckpointGate.requireEqual(receipt, CheckpointGate.bareReceipt(NAME, TreeHead.of(checkpoint)));
        HttpAnswer answer = get(LedgerPaths.ofSize(gate.origin(), checkpoint.size()));
        if (answer.status() == LedgerAnswers.UNKNOWN || !opened(answer).equals(receipt.tree())) {
            throw new InvalidReceiptException("receipt: size " + checkpoint.size() + ", root " + checkpoint.root()
                    + " (expected: a tree that " + base + " took)");
        }
    }

    private TreeHead opened(HttpAnswer answer) throws LedgerException {
        if (answer.status() != LedgerAnswers.OK) {
            throw unexpected(answer);
        }
        return open(answer);
    }

    private TreeHead open(HttpAnswer answer) throws LedgerException {
        try {
            return TreeHead.of(Checkpoints.open(answer.body(), gate.logKey()));
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw new LedgerException("ledger " + base + ": answers no checkpoint of " + gate.origin(), e);
        }
    }

    private HttpAnswer get(String path) throws LedgerException {
        try {
            return http.get(LedgerPaths.under(base, path), MAX_ANSWER_BYTES);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private HttpAnswer post(AddCheckpoint request) throws LedgerException {
        try {
            URI target = LedgerPaths.under(base, LedgerPaths.CHECKPOINTS);
            return http.post(target, "text/plain", request.encode(), MAX_ANSWER_BYTES);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private LedgerException unreachable(IOException cause) {
        return new LedgerException("ledger " + base + ": " + cause.getMessage(), cause);
    }

    private LedgerException unexpected(HttpAnswer answer) {
        return new LedgerException("ledger " + base + ": answers " + answer.status() + " (expected: a checkpoint)");
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("ledger " + base + ": closed (expected: open)");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
