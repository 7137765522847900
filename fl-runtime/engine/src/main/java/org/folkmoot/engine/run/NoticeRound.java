package org.folkmoot.engine.run;

import java.util.List;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.AuditException;
import org.folkmoot.engine.FederationEvent;
import org.folkmoot.engine.FederationListener;
import org.folkmoot.engine.ledger.NoticeDesk;

/** Between attempts: puts members' notices on record, tells of it, and has their members welcomed again. */
final class NoticeRound {
    private final NoticeDesk desk;
    private final Roster roster;
    private final Welcomes welcomes;
    private final FederationListener listener;

    NoticeRound(NoticeDesk desk, Roster roster, Welcomes welcomes, FederationListener listener) {
        this.desk = desk;
        this.roster = roster;
        this.welcomes = welcomes;
        this.listener = listener;
    }

    NoticeDesk desk() {
        return desk;
    }

    /** {@return whether there was anything to put on record} */
    boolean record() throws AuditException {
        List<NoticeDesk.Handled> handled = desk.record();
        for (NoticeDesk.Handled each : handled) {
            String client = each.pseudonym()
                    .flatMap(roster::nameOf)
                    .map(ClientId::value)
                    .orElse("nobody known");
            each.pseudonym().flatMap(roster::nameOf).ifPresent(welcomes::again);
            listener.on(new FederationEvent.NoticeHandled(client, each.refusal()));
        }
        return !handled.isEmpty();
    }
}
