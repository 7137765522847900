package org.folkmoot.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.LogView;
import org.folkmoot.api.transport.PendingReply;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.ledger.ChainLog;
import org.folkmoot.engine.ledger.NoticeDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the charter to each client until it has accepted it once in this run. */
final class Welcomes {
    private static final Logger log = LoggerFactory.getLogger(Welcomes.class);
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(50);

    private final ClientChannel channel;
    private final ChainLog chainLog;
    private final String logKey;
    private final Map<ClientId, Bytes> keys;
    private final NoticeDesk notices;
    private final Set<ClientId> accepted = ConcurrentHashMap.newKeySet();

    Welcomes(ClientChannel channel, ChainLog chainLog, String logKey, Map<ClientId, Bytes> keys, NoticeDesk notices) {
        this.channel = channel;
        this.chainLog = chainLog;
        this.logKey = logKey;
        this.keys = keys;
        this.notices = notices;
    }

    /** Has the charter shown to this client once more, with what the log now says of it. */
    void again(ClientId client) {
        accepted.remove(client);
    }

    /** Shows it to those who have not accepted it yet; messages to a client arrive in order, so nothing need wait. */
    List<Shown> showTo(Collection<ClientId> clients) {
        List<Shown> pending = new ArrayList<>();
        for (ClientId client : clients) {
            if (!accepted.contains(client)) {
                pending.add(show(client));
            }
        }
        return pending;
    }

    /** Shows it to all and waits until all have answered, but not longer than this, nor once it was cancelled. */
    void showToAll(Duration atMost, LongSupplier nanoTime, BooleanSupplier cancelled) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + atMost.toNanos();
        for (Shown shown : showTo(keys.keySet())) {
            boolean waiting = true;
            while (waiting && deadline - nanoTime.getAsLong() > 0 && !cancelled.getAsBoolean()) {
                waiting = !isSettled(shown);
            }
            if (waiting) {
                shown.pending().cancel();
            }
        }
    }

    /** {@return whether it is settled}, after waiting for a moment. */
    private static boolean isSettled(Shown shown) throws InterruptedException {
        try {
            shown.handled().get(LOOK_UP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            log.atDebug().setCause(e).log("reported by the reply's own handler");
            return true;
        }
    }

    /**
     * A welcome under way.
     *
     * @param pending the answer to come
     * @param handled completes once the answer was taken in: what a client wants on record is at the desk then
     */
    record Shown(PendingReply pending, CompletableFuture<?> handled) {}

    private Shown show(ClientId client) {
        PendingReply pending = channel.send(client, view -> welcome(client, view));
        CompletableFuture<?> handled = ClientChannel.afterSettled(pending, (reply, trouble) -> {
            if (reply instanceof ClientReply.Acknowledged) {
                accepted.add(client);
            } else if (reply instanceof ClientReply.Noticed noticed && notices.receive(noticed.notice())) {
                log.atInfo().addKeyValue("client", client).log("client wants something on record");
            } else {
                log.atWarn()
                        .addKeyValue("client", client)
                        .addKeyValue("trouble", trouble)
                        .log("client did not accept the welcome");
            }
        });
        return new Shown(pending, handled);
    }

    /** Whoever joined while a round is being repeated is registered after it, and has nothing to be shown before. */
    private Welcome welcome(ClientId client, LogView view) throws AuditException {
        Bytes key = keys.getOrDefault(client, Bytes.of(new byte[0]));
        Digest pseudonym = Pseudonyms.of(chainLog.chain().charter().federation(), key);
        ProvenLeaf registration =
                chainLog.registration(pseudonym, view).orElseThrow(() -> new AuditException("not registered yet"));
        return new Welcome(logKey, view, chainLog.charter(view), registration, chainLog.notices(pseudonym, view));
    }
}
