package org.folkmoot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.folkmoot.api.client.FederationClient;
import org.folkmoot.engine.FederationReport.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners, ledgers and witnesses: what they do not stop, and what they do. */
@Timeout(120)
class BystandersTest {

    @TempDir
    Path folder;

    @Test
    void listenerThatThrowsChangesNothing() throws Exception {
        List<FederationEvent> heard = Collections.synchronizedList(new ArrayList<>());
        FederationReport report = federation(Farms.farms(3))
                .listener(event -> {
                    throw new IllegalStateException("listener broke");
                })
                .listener(heard::add)
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(heard.stream()
                        .map(Object::getClass)
                        .collect(Collectors.groupingBy(Class::getSimpleName, Collectors.counting())))
                .isEqualTo(Map.of("AttemptOpened", 2L, "ClientSettled", 6L, "AttemptEnded", 2L));
        assertThat(report.modelDigest())
                .isEqualTo(federation("quiet", Farms.farms(3)).build().run().modelDigest());
    }

    @Test
    void ledgersAndWitnessesThatAreDownDisturbAndStopNothing() throws Exception {
        List<String> disturbed = Collections.synchronizedList(new ArrayList<>());
        Memory working = new Memory(new CountDownLatch(0));
        FederationReport report = federation(Farms.farms(2))
                .ledger(new Down())
                .witness(new Down())
                .ledger(working)
                .listener(event -> {
                    if (event instanceof FederationEvent.Disturbed each) {
                        disturbed.add(each.what());
                    }
                })
                .build()
                .run();

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(disturbed)
                .filteredOn(what -> what.contains("ledger down: as always"))
                .hasSize(3);
        assertThat(disturbed)
                .filteredOn(what -> what.contains("witness: as always"))
                .hasSize(3);
        assertThat(working.latest()).contains(report.checkpoint());
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void ledgerThatRemembersALargerLogEndsTheRun() throws Exception {
        Memory elsewhere = new Memory(new CountDownLatch(0));
        federation("longer", Farms.farms(2)).rounds(4).ledger(elsewhere).build().run();

        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(() -> federation(Farms.farms(2))
                        .rounds(1)
                        .ledger(elsewhere)
                        .build()
                        .run())
                .withMessageContaining("rolled back");
    }

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }
}
