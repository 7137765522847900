package org.folkmoot.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.client.FederationClient;

/** Runs a small federation over the ledger in its argument, to be killed; prints a line for each event of note. */
final class CrashVictim {
    static final String OPENED = "opened ";
    static final String ENDED = "ended ";
    static final String MODEL = "model ";
    static final int ROUNDS = 12;
    private static final int CLIENTS = 5;

    private CrashVictim() {}

    public static void main(String[] arguments) {
        FederationReport report = federation(Path.of(arguments[0]))
                .listener(CrashVictim::print)
                .build()
                .run();
        System.out.println(MODEL + report.modelDigest());
        System.out.flush();
        System.exit(report.outcome() == FederationReport.Outcome.COMPLETED ? 0 : 1);
    }

    /**
     * All clients are required, so that the model does not depend on who was quick; and they have homes, so that one that
     * took the restart of an honest coordinator for a breach would end the run.
     */
    static FederationBuilder federation(Path ledger) {
        return Farms.federation(ledger, clients(ledger.resolveSibling(ledger.getFileName() + "-homes")))
                .rounds(ROUNDS)
                .minimumClients(CLIENTS)
                .threads(2);
    }

    private static List<FederationClient> clients(Path homes) {
        List<FederationClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(FederationClient.builder(Farms.name(i), Farms.trainer(i))
                    .home(homes.resolve(Farms.name(i)))
                    .build());
        }
        return clients;
    }

    private static void print(FederationEvent event) {
        if (event instanceof FederationEvent.AttemptOpened opened) {
            System.out.println(OPENED + opened.attempt());
        } else if (event instanceof FederationEvent.AttemptEnded ended) {
            System.out.println(ENDED + ended.summary().attempt());
        }
    }
}
