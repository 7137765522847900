package org.folkmoot.engine.run;

import java.util.List;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells many listeners, none of which can hurt the run or the others. */
final class SafeListener implements FederationListener {
    private static final Logger log = LoggerFactory.getLogger(SafeListener.class);

    private final List<FederationListener> listeners;

    SafeListener(List<FederationListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public void on(FederationEvent event) {
        if (event instanceof FederationEvent.Disturbed disturbed) {
            log.atWarn().addKeyValue("what", disturbed.what()).log("federation disturbed");
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
