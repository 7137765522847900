package org.folkmoot.engine.client;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.folkmoot.aggregation.Pipeline;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.round.Participation;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LeafCodec;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.InvalidNoteSignatureException;
import org.folkmoot.audit.note.MalformedNoteException;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.folkmoot.secure.Ed25519Members;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the clients of one process need not each repeat: a thousand of them are shown the same checkpoint and the
 * same leaf, draw the same cohort, and follow the same program.
 *
 * <p>Guarantees: an answer is remembered for exactly the bytes and the key that were checked, and only if the check
 * passed; bounded memory; safe for several threads. Clients in different processes share nothing.
 */
public final class SharedChecks {
    private static final int REMEMBERED = 64;

    private final Map<Digest, LogLeaf> leaves = new Recent<>();
    private final Map<Digest, SignedCheckpoint> checkpoints = new Recent<>();
    private @Nullable Draw lastDraw;
    private int[] lastDrawn = {};
    private @Nullable Cohort lastCohort;
    private @Nullable Ed25519Members lastKeys;
    private @Nullable RoundProgram lastProgram;
    private @Nullable Pipeline lastPipeline;

    private SharedChecks() {}

    /** {@return an empty memory} */
    public static SharedChecks create() {
        return new SharedChecks();
    }

    synchronized LogLeaf open(Bytes leaf, Bytes coordinatorKey) throws InvalidLeafException {
        Digest question = question(leaf, coordinatorKey.toByteArray());
        LogLeaf known = leaves.get(question);
        if (known == null) {
            known = LeafCodec.open(leaf, coordinatorKey);
            leaves.put(question, known);
        }
        return known;
    }

    synchronized CharterLeaf openCharter(Bytes leaf) throws InvalidLeafException {
        Digest question = question(leaf, new byte[0]);
        if (leaves.get(question) instanceof CharterLeaf known) {
            return known;
        }
        CharterLeaf opened = LeafCodec.openCharter(leaf);
        leaves.put(question, opened);
        return opened;
    }

    synchronized SignedCheckpoint open(Bytes note, VerifierKey key)
            throws MalformedNoteException, InvalidNoteSignatureException {
        Digest question = question(note, Bytes.utf8(key.encode()).toByteArray());
        SignedCheckpoint known = checkpoints.get(question);
        if (known == null) {
            known = Checkpoints.open(note, key);
            checkpoints.put(question, known);
        }
        return known;
    }

    /**
     * What a cohort follows from.
     *
     * @param rule how it is drawn
     * @param beacon where chance comes from
     * @param round the round
     * @param registered how many members are registered
     */
    record Draw(Participation rule, CharterBeacon beacon, int round, int registered) {}

    /** {@return whether the member at this index is in the cohort} The newest draw is kept. */
    synchronized boolean isDrawn(Draw draw, int index) {
        return Arrays.binarySearch(newest(draw), index) >= 0;
    }

    /** {@return the places of the members in the cohort, ascending} The newest draw is kept. */
    synchronized int[] drawn(Draw draw) {
        return newest(draw).clone();
    }

    private int[] newest(Draw draw) {
        if (!draw.equals(lastDraw)) {
            lastDrawn = CohortDraw.of(draw.rule()).select(draw.beacon(), draw.round(), draw.registered());
            lastDraw = draw;
        }
        return lastDrawn;
    }

    /**
     * {@return the keys of a cohort} Those of the newest one are kept: to find a key good costs as much as a signature.
     *
     * @param asked what they follow from: the log, and who is drawn
     * @param look finds them
     */
    synchronized Ed25519Members keys(Cohort asked, CohortLook look) throws ProtocolViolationException {
        Ed25519Members known = lastKeys;
        if (known == null || !asked.equals(lastCohort)) {
            known = look.look();
            lastCohort = asked;
            lastKeys = known;
        }
        return known;
    }

    /**
     * What the keys of a cohort follow from.
     *
     * @param log root of the log that the client has seen
     * @param shown digest of the leaves that it was shown as those of the members
     * @param draw who is drawn
     */
    record Cohort(Digest log, Digest shown, Draw draw) {}

    /** Finds the keys of a cohort. */
    @FunctionalInterface
    interface CohortLook {
        /** {@return the keys} */
        Ed25519Members look() throws ProtocolViolationException;
    }

    /**
     * {@return the rules of this program} Those of the newest one are kept: to rebuild them is to search the class path.
     *
     * @throws IllegalArgumentException if they do not go together, or one of them is not there
     */
    synchronized Pipeline pipeline(RoundProgram program) {
        Pipeline known = lastPipeline;
        if (known == null || !program.equals(lastProgram)) {
            known = Pipeline.of(program);
            lastProgram = program;
            lastPipeline = known;
        }
        return known;
    }

    /** Digests of fixed length side by side, so that no other pair gives the same bytes. */
    private static Digest question(Bytes what, byte[] key) {
        return Digest.sha256(what.sha256().bytes(), Digest.sha256(key).bytes());
    }

    /** Forgets what was asked for least recently. */
    private static final class Recent<V> extends LinkedHashMap<Digest, V> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
