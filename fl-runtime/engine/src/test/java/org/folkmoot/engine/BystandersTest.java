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
import org.folkmoot.api.audit.TreeHead;
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
                .hasSizeBetween(1, 3);
        assertThat(disturbed)
                .filteredOn(what -> what.contains("witness: as always"))
                .hasSizeBetween(1, 3);
        assertThat(working.latest()).contains(TreeHead.of(report.checkpoint()));
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

    @Test
    void ledgerThatHangsHoldsUpNeitherRoundsNorOtherLedgers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Memory hanging = new Memory(never);
        Memory working = new Memory(new CountDownLatch(0));
        List<FederationEvent> heard = Collections.synchronizedList(new ArrayList<>());
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        FederationReport report;
        try {
            report = federation(Farms.farms(2))
                    .rounds(4)
                    .ledger(hanging)
                    .ledger(working)
                    .listener(heard::add)
                    .listener(event -> order.add(event.getClass().getSimpleName()))
                    .build()
                    .run();
        } finally {
            never.countDown();
        }

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(report.committedRounds()).isEqualTo(4);
        assertThat(working.latest()).contains(TreeHead.of(report.checkpoint()));
        assertThat(heard).contains(new FederationEvent.Disturbed("ledger memory: has not answered within PT5S"));
        assertThat(heard)
                .filteredOn(FederationEvent.CheckpointHeld.class::isInstance)
                .last()
                .satisfies(held -> assertThat(((FederationEvent.CheckpointHeld) held)
                                .receipt()
                                .tree())
                        .isEqualTo(TreeHead.of(report.checkpoint())));
        assertThat(order.subList(0, order.lastIndexOf("AttemptEnded"))).doesNotContain("Disturbed");
        assertThat(Farms.verify(report).isReplayed()).isTrue();
    }

    @Test
    void ledgerThatHungGetsTheNewestCheckpointWhenItIsBack() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        Memory slow = new Memory(hold);
        FederationReport report = federation(Farms.farms(2))
                .rounds(4)
                .ledger(slow)
                .listener(event -> {
                    if (event instanceof FederationEvent.AttemptEnded ended
                            && ended.summary().attempt().round() == 4) {
                        hold.countDown();
                    }
                })
                .build()
                .run();

        assertThat(slow.latest()).contains(TreeHead.of(report.checkpoint()));
    }

    @Test
    void ledgerThatHoldsAnotherHistoryEndsTheRun() throws Exception {
        Memory elsewhere = new Memory(new CountDownLatch(0));
        federation("one", Farms.farms(2)).rounds(1).ledger(elsewhere).build().run();

        assertThatExceptionOfType(FederationFailedException.class)
                .isThrownBy(() -> federation("two", Farms.farms(2))
                        .rounds(3)
                        .ledger(elsewhere)
                        .build()
                        .run())
                .withMessageContaining("another history");
    }

    private FederationBuilder federation(List<FederationClient> clients) {
        return federation("ledger", clients);
    }

    private FederationBuilder federation(String ledger, List<FederationClient> clients) {
        return Farms.federation(folder.resolve(ledger), clients);
    }
}
