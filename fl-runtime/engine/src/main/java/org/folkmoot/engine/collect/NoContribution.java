package org.folkmoot.engine.collect;

import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.engine.attempt.Answer;
import org.folkmoot.engine.ledger.NoticeDesk;

/** What it means for an attempt that a client answers with something else than it was asked for, or not at all. */
public final class NoContribution {
    private NoContribution() {}

    /** {@return what it means that nothing came} */
    public static Answer.Rejected reason(Arrival nothing) {
        return Answer.Rejected.of(RejectionReason.UNREACHABLE, nothing.trouble());
    }

    /**
     * {@return what this reply means}
     *
     * @param desk takes in what the client wants on record first
     */
    public static Answer.Rejected reason(ClientReply reply, NoticeDesk desk) {
        if (reply instanceof ClientReply.Refused refused) {
            return Answer.Rejected.of(RejectionReason.REFUSED, refused.reason());
        }
        if (reply instanceof ClientReply.LastSaw last) {
            return Answer.Rejected.of(
                    RejectionReason.FORKED_LOG, "the client saw size " + last.checkpointSize() + " of another history");
        }
        if (reply instanceof ClientReply.OlderLog older) {
            return Answer.Rejected.of(
                    RejectionReason.FORKED_LOG,
                    "the client was shown size " + older.shownSize() + " and saw size " + older.seenSize() + " before");
        }
        if (reply instanceof ClientReply.Unsettled unsettled) {
            return Answer.Rejected.of(
                    RejectionReason.REFUSED,
                    "the client waits to be shown how attempt " + unsettled.attempt() + " ended");
        }
        if (reply instanceof ClientReply.Noticed noticed) {
            boolean taken = desk.receive(noticed.notice());
            return Answer.Rejected.of(
                    RejectionReason.REFUSED,
                    "the client first wants something on record" + (taken ? "" : ", and the desk is full"));
        }
        if (reply instanceof ClientReply.Failed failed) {
            return Answer.Rejected.of(RejectionReason.TRAINING_FAILED, failed.reason());
        }
        if (reply instanceof ClientReply.Complained complained) {
            return Answer.Rejected.of(RejectionReason.REFUSED, complained.reason());
        }
        return Answer.Rejected.of(
                RejectionReason.WRONG_STATEMENT,
                "not what was asked for: " + reply.getClass().getSimpleName());
    }
}
