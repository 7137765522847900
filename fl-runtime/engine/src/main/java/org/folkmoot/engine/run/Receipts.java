package org.folkmoot.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.LeafReceipt;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.audit.leaf.RecordSet;
import org.folkmoot.audit.member.Member;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each invited client how the attempt ended, with proof. Rounds do not wait for it; the end of a run does. */
final class Receipts {
    private static final Logger log = LoggerFactory.getLogger(Receipts.class);

    private final ClientChannel channel;
    private final ReceiptArchive archive;
    private final List<PendingReply> underWay = new ArrayList<>();

    Receipts(ClientChannel channel, ReceiptArchive archive) {
        this.channel = channel;
        this.archive = archive;
    }

    void send(AttemptId attempt, LeafReceipt leaf, RecordSet records, SortedMap<ClientId, Member> cohort) {
        underWay.removeIf(pending -> pending.reply().isDone());
        ReceiptArchive.Ended ended = new ReceiptArchive.Ended(attempt, leaf.index(), records);
        archive.keep(ended);
        for (Map.Entry<ClientId, Member> invited : cohort.entrySet()) {
            PendingReply pending = channel.send(
                    invited.getKey(), archive.receipt(ended, invited.getValue().pseudonym()));
            ClientChannel.onSettled(pending, (reply, trouble) -> {
                if (!(reply instanceof ClientReply.Acknowledged)) {
                    log.atWarn()
                            .addKeyValue("attempt", attempt)
                            .addKeyValue("client", invited.getKey())
                            .addKeyValue("trouble", trouble)
                            .log("receipt not acknowledged");
                }
            });
            underWay.add(pending);
        }
    }

    /** Waits for acknowledgements, but not longer than this. */
    void await(Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] replies = underWay.stream()
                .map(pending -> pending.reply().handle((reply, failure) -> true))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(replies).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.atWarn().addKeyValue("waited", atMost).log("some receipts were not acknowledged");
        } catch (ExecutionException e) {
            throw new AssertionError("failures were handled before", e);
        }
    }
}
