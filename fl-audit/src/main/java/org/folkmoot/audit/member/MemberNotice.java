package org.folkmoot.audit.member;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a member says for itself, under its own signature: nobody needs to allow it, and nobody can say it in its place.
 *
 * <p>Guarantee: nothing personal; what belongs to a notice and is not for everybody (terms, a manifest, evidence) stays
 * with the member, and the log holds a salted digest of it.
 */
public sealed interface MemberNotice {
    /** {@return who says it} */
    Digest pseudonym();

    /** {@return 1 for a member's first notice, then one more each time, so that none can be repeated or left out} */
    long sequence();

    /**
     * Gives or withdraws the consent to use the member's data. A member that never said anything has given it with each
     * statement that it signed.
     *
     * @param pseudonym who says it
     * @param sequence which of its notices
     * @param given whether it is given; if not, no round may include the member from here on
     * @param terms salted digest of what was agreed to
     */
    record Consent(Digest pseudonym, long sequence, boolean given, Digest terms) implements MemberNotice {
        /** Rejects numbers below 1. */
        public Consent {
            requireSequence(sequence);
        }
    }

    /**
     * Commits to the data that the member trains on from here on. Another commitment is another notice, which everybody
     * sees; whether data are good, or were used, it does not show.
     *
     * @param pseudonym who says it
     * @param sequence which of its notices
     * @param root root over the salted digests of the data set's parts, as {@link DatasetManifest} makes it
     */
    record Dataset(Digest pseudonym, long sequence, Digest root) implements MemberNotice {
        /** Rejects numbers below 1. */
        public Dataset {
            requireSequence(sequence);
        }
    }

    /**
     * Replaces the member's key by the one that it committed to before, and is signed by that one: whoever stole the
     * present key cannot do so, and the member can without it.
     *
     * @param pseudonym who says it; stays its name
     * @param sequence which of its notices
     * @param newKey the Ed25519 key from here on, 32 bytes
     * @param nextKey SHA-256 of the key after that one, or null for none
     */
    record Rotation(
            Digest pseudonym,
            long sequence,
            Bytes newKey,
            @Nullable Digest nextKey) implements MemberNotice {
        /** Rejects numbers below 1 and keys of another length. */
        public Rotation {
            requireSequence(sequence);
            Member.requireKey("newKey", newKey);
        }
    }

    /**
     * Says that something was wrong with an attempt, with a commitment to the evidence.
     *
     * @param pseudonym who says it
     * @param sequence which of its notices
     * @param about the attempt
     * @param grievance what was wrong
     * @param evidence salted digest of what shows it
     */
    record Complaint(Digest pseudonym, long sequence, AttemptId about, Grievance grievance, Digest evidence)
            implements MemberNotice {
        /** Rejects numbers below 1. */
        public Complaint {
            requireSequence(sequence);
        }
    }

    /** What a member may complain of. Words only: free text has no place in a log that cannot forget. */
    enum Grievance {
        /** Its contribution was left out, or counted as something else. */
        OMITTED,
        /** It was shown two histories. */
        FORKED,
        /** It was asked for what the log does not allow. */
        UNAUTHORISED,
        /** What it was shown does not give the model that was recorded. */
        MISCOMPUTED,
        /** Something else, which the evidence shows. */
        OTHER
    }

    private static void requireSequence(long sequence) {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence: " + sequence + " (expected: >= 1)");
        }
    }
}
