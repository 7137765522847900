package org.folkmoot.audit.witness;

import java.util.List;
import java.util.OptionalLong;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * Asks a witness, over whatever leads to it, and understands its answer: a cosignature is checked before it is passed on.
 */
final class WitnessDialogue {
    private static final int MAX_SIZE_DIGITS = 18;

    private final VerifierKey key;
    private final Exchange exchange;
    private final @Nullable ConsistencySource proofs;

    WitnessDialogue(VerifierKey key, Exchange exchange, @Nullable ConsistencySource proofs) {
        this.key = key;
        this.exchange = exchange;
        this.proofs = proofs;
    }

    String cosign(SignedCheckpoint checkpoint, long oldSize, List<Digest> consistency) throws WitnessException {
        WitnessReply reply = exchange.send(new AddCheckpoint(oldSize, consistency, checkpoint.note()));
        OptionalLong seen = seenSize(reply);
        boolean stale = seen.isPresent() && seen.getAsLong() != oldSize && seen.getAsLong() <= checkpoint.size();
        if (stale && proofs != null) {
            reply = exchange.send(new AddCheckpoint(
                    seen.getAsLong(), path(proofs, seen.getAsLong(), checkpoint.size()), checkpoint.note()));
            stale = false;
        }
        if (reply.status() == WitnessReply.COSIGNED) {
            return verified(checkpoint, reply.body());
        }
        boolean conflict = reply.status() == WitnessReply.BAD_PROOF || reply.status() == WitnessReply.CONFLICT;
        throw new WitnessException(
                "witness " + key.name() + " answers " + reply.status() + ": "
                        + reply.body().strip() + " (expected: a cosignature of size " + checkpoint.size() + ")",
                conflict && !stale,
                seen.orElse(-1));
    }

    private static List<Digest> path(ConsistencySource proofs, long from, long to) throws WitnessException {
        if (from == to) {
            return List.of();
        }
        try {
            return proofs.consistencyPath(from, to);
        } catch (AuditException e) {
            throw failed("no consistency path from " + from + " to " + to, e);
        }
    }

    /** {@return the size that the witness last cosigned, where the reply says so} */
    private static OptionalLong seenSize(WitnessReply reply) {
        String line = reply.body().strip();
        boolean size = reply.status() == WitnessReply.CONFLICT
                && !line.isEmpty()
                && line.length() <= MAX_SIZE_DIGITS
                && line.chars().allMatch(c -> c >= '0' && c <= '9');
        return size ? OptionalLong.of(Long.parseLong(line)) : OptionalLong.empty();
    }

    private String verified(SignedCheckpoint checkpoint, String lines) throws WitnessException {
        try {
            Checkpoints.withCosignature(checkpoint, key, lines);
            return lines;
        } catch (MalformedNoteException | InvalidNoteSignatureException e) {
            throw failed("witness " + key.name() + " answers something else than its cosignature", e);
        }
    }

    static WitnessException failed(String message, @Nullable Throwable cause) {
        WitnessException failure = new WitnessException(message, false);
        failure.initCause(cause);
        return failure;
    }

    /** What leads to a witness. */
    @FunctionalInterface
    interface Exchange {
        /** {@return what it answers} */
        WitnessReply send(AddCheckpoint request) throws WitnessException;
    }
}
