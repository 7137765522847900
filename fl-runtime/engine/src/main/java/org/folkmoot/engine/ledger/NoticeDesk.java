package org.folkmoot.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.member.SignedNotice;
import org.folkmoot.core.json.MalformedJsonException;

/**
 * Where members' notices wait for their leaves: while an attempt goes on nothing else may enter the log.
 *
 * <p>Guarantees: taken in from any thread, at most {@value #MOST} at a time; put on record in order of arrival; one that the
 * chain rules refuse is dropped with a reason and does no harm to the others. Who brings a notice does not matter: it
 * carries its member's signature.
 */
public final class NoticeDesk {
    /** How many notices wait at most; whoever finds it full comes again. */
    public static final int MOST = 1024;

    private static final int MAX_BYTES = 4096;

    private final ChainLog log;
    private final Queue<Bytes> waiting = new ArrayBlockingQueue<>(MOST);

    /** A desk for this log. */
    public NoticeDesk(ChainLog log) {
        this.log = log;
    }

    /**
     * Takes a notice in.
     *
     * @param notice the canonical bytes of a signed notice; foreign bytes
     * @return whether there was room for it
     */
    public boolean receive(Bytes notice) {
        return notice.size() <= MAX_BYTES && waiting.offer(notice);
    }

    /**
     * What became of a notice.
     *
     * @param pseudonym who it says it is from; empty where it says nothing sensible
     * @param refusal why it is not on record, or empty where it is
     */
    public record Handled(Optional<Digest> pseudonym, Optional<String> refusal) {}

    /** Puts on record what waits; between attempts only. {@return what became of each, in order} */
    public List<Handled> record() throws AuditException {
        List<Handled> handled = new ArrayList<>();
        for (Bytes notice = waiting.poll(); notice != null; notice = waiting.poll()) {
            handled.add(record(notice));
        }
        return handled;
    }

    private Handled record(Bytes bytes) throws AuditException {
        SignedNotice notice;
        try {
            notice = SignedNotice.parse(bytes);
        } catch (MalformedJsonException e) {
            return new Handled(Optional.empty(), Optional.of("notice: " + e.getMessage()));
        }
        Optional<Digest> pseudonym = Optional.of(notice.notice().pseudonym());
        if (!notice.federation().equals(log.chain().charter().federation())) {
            return new Handled(pseudonym, Optional.of("notice: for federation " + notice.federation()));
        }
        NoticeLeaf leaf = new NoticeLeaf(notice.federation(), log.chain().lastLeaf(), notice);
        return new Handled(pseudonym, log.appendUnlessBroken(leaf));
    }
}
