package org.folkmoot.engine.run;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells many listeners, none of which can hurt the run or the others. */
final class SafeListener implements FederationListener {
    private static final Logger log = LoggerFactory.getLogger(SafeListener.class);

    private final List<FederationListener> listeners;
    private final Queue<FederationEvent> late = new ConcurrentLinkedQueue<>();

    SafeListener(List<FederationListener> listeners) {
        this.listeners = listeners;
    }

    /** Takes an event from another thread, to be told on the coordinator's with the next. */
    void later(FederationEvent event) {
        late.add(event);
    }

    /** Tells what other threads have left. */
    void tellLate() {
        for (FederationEvent event = late.poll(); event != null; event = late.poll()) {
            tell(event);
        }
    }

    @Override
    public void on(FederationEvent event) {
        tellLate();
        tell(event);
    }

    private void tell(FederationEvent event) {
        if (event instanceof FederationEvent.Disturbed disturbed) {
            log.atWarn().addKeyValue("what", disturbed.what()).log("federation disturbed");
        }
        if (event instanceof FederationEvent.ClientStalled stalled) {
            log.atWarn()
                    .addKeyValue("client", stalled.client())
                    .addKeyValue("busy", stalled.busy())
                    .log("client stalls; another thread has taken over its place");
        }
        for (FederationListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("event", event.getClass().getSimpleName())
                        .log("listener failed");
            }
        }
    }
}
