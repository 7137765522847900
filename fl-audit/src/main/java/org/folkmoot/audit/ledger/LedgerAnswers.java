package org.folkmoot.audit.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.audit.http.HttpAnswer;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.witness.AddCheckpoint;
import org.folkmoot.audit.witness.MalformedRequestException;

/** What a {@link LedgerServer} answers to whom. */
final class LedgerAnswers {
    static final int OK = 200;
    static final int NOTHING_YET = 204;
    static final int CONFLICT = 409;
    static final int BAD_PROOF = 422;
    static final int UNKNOWN = 404;
    static final HttpAnswer TOO_LONG = answer(413, "body too long");
    static final HttpAnswer NO_METHOD = answer(405, "GET and POST only");

    private static final HttpAnswer NO_PATH = answer(UNKNOWN, "no such path");
    private static final Pattern GET =
            Pattern.compile(LedgerPaths.CHECKPOINTS + "/(?<log>[0-9a-f]{64})(?:/(?<size>0|[1-9][0-9]{0,17}))?");

    private final Map<String, FolderLedger> ledgers;

    LedgerAnswers(Map<String, FolderLedger> ledgers) {
        this.ledgers = ledgers;
    }

    private static HttpAnswer answer(int status, String text) {
        return new HttpAnswer(status, Bytes.utf8(text + "\n"));
    }

    HttpAnswer get(String path) {
        Matcher matcher = GET.matcher(path);
        FolderLedger ledger = matcher.matches() ? ledgers.get(matcher.group("log")) : null;
        if (ledger == null) {
            return NO_PATH;
        }
        try {
            String size = matcher.group("size");
            return size == null
                    ? newest(OK, ledger)
                    : ledger.checkpoint(Long.parseLong(size))
                            .map(taken -> new HttpAnswer(OK, taken.note()))
                            .orElse(answer(UNKNOWN, "no checkpoint of this size"));
        } catch (LedgerException e) {
            return answer(500, "checkpoint cannot be read");
        }
    }

    private static HttpAnswer newest(int status, FolderLedger ledger) throws LedgerException {
        return ledger.checkpoint()
                .map(newest -> new HttpAnswer(status, newest.note()))
                .orElse(new HttpAnswer(NOTHING_YET, Bytes.of(new byte[0])));
    }

    HttpAnswer post(String path, byte[] body) {
        if (!path.equals(LedgerPaths.CHECKPOINTS)) {
            return NO_PATH;
        }
        try {
            AddCheckpoint request = AddCheckpoint.parse(body);
            SignedCheckpoint checkpoint = Checkpoints.parseUnverified(request.note());
            FolderLedger ledger = ledgers.get(LedgerPaths.id(checkpoint.origin()));
            return ledger == null ? answer(UNKNOWN, "unknown log") : take(ledger, request, checkpoint);
        } catch (MalformedRequestException | MalformedNoteException e) {
            return answer(400, e.getMessage() + "");
        }
    }

    private static HttpAnswer take(FolderLedger ledger, AddCheckpoint request, SignedCheckpoint checkpoint) {
        synchronized (ledger) {
            try {
                ledger.requireGenuine(checkpoint);
            } catch (LedgerException e) {
                return answer(403, "no signature of the log's key");
            }
            try {
                return extend(ledger, request, checkpoint);
            } catch (LedgerException e) {
                return e.isConflict() ? answer(BAD_PROOF, e.getMessage() + "") : answer(500, "could not be kept");
            }
        }
    }

    private static HttpAnswer extend(FolderLedger ledger, AddCheckpoint request, SignedCheckpoint checkpoint)
            throws LedgerException {
        Optional<SignedCheckpoint> held = ledger.checkpoint();
        long size = held.map(SignedCheckpoint::size).orElse(0L);
        if (request.oldSize() != size && checkpoint.size() > size) {
            return newest(CONFLICT, ledger);
        }
        ledger.publish(checkpoint, new GivenPath(request.consistency()));
        return newest(OK, ledger);
    }
}
