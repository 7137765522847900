package org.folkmoot.engine.client;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.jspecify.annotations.Nullable;

/**
 * How far the model has come, as far as a client was shown, and how far the client has gone with it.
 *
 * @param round the newest round of which it knows that it was committed; 0 for none
 * @param model digest of the model that holds after it
 * @param answered the newest attempt that it contributed to
 * @param dismissed how many of its contributions the coordinator left out for a reason that is its word alone
 */
record Course(int round, Digest model, @Nullable AttemptId answered, int dismissed) {
    /** Rejects negative numbers. */
    Course {
        if (round < 0 || dismissed < 0) {
            throw new IllegalArgumentException(
                    "round: " + round + ", dismissed: " + dismissed + " (expected: both >= 0)");
        }
    }

    /** {@return what is known from the charter alone} */
    static Course before(CharterLeaf charter) {
        return new Course(0, charter.initialModel(), null, 0);
    }

    /**
     * {@return the course after this leaf, which may be an old one}
     *
     * @throws ProtocolViolationException if the leaf contradicts what is known
     */
    Course told(RoundLeaf leaf) throws ProtocolViolationException {
        Course before = told(leaf.attempt().round() - 1, leaf.model().before());
        return leaf.isCommitted()
                ? before.told(leaf.attempt().round(), leaf.model().after())
                : before;
    }

    /**
     * {@return the course where this is what the log says now}
     *
     * @throws ProtocolViolationException if the log has gone back, or says another model
     */
    Course current(LogTail.Due due) throws ProtocolViolationException {
        if (due.committed() < round) {
            throw violation("the log says that round " + due.committed() + " is the last one committed (known before: "
                    + round + ")");
        }
        return told(due.committed(), due.model());
    }

    Course answered(AttemptId attempt) {
        return new Course(round, model, attempt, dismissed);
    }

    Course dismissedOnce() {
        return new Course(round, model, answered, Math.min(dismissed, Integer.MAX_VALUE - 1) + 1);
    }

    private Course told(int committed, Digest after) throws ProtocolViolationException {
        if (committed == round && !after.equals(model)) {
            throw violation("the proof says model " + after.abbreviated() + " after round " + round + " (known before: "
                    + model.abbreviated() + ")");
        }
        return committed > round ? new Course(committed, after, answered, dismissed) : this;
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "course", what);
    }
}
