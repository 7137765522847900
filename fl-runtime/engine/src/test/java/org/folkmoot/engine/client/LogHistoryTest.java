package org.folkmoot.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.engine.client.Scene.FIRST;
import static org.folkmoot.engine.client.Scene.HEARD;
import static org.folkmoot.engine.client.Scene.contributed;
import static org.folkmoot.engine.client.Scene.refuses;
import static org.folkmoot.engine.client.Scene.tell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.transport.ClientReply;
import org.folkmoot.api.transport.RoundReceipt;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.Checkpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are rolled back, forked, or shown in the wrong order. */
class LogHistoryTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void found() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }

    @Test
    void saysWhichSizeItSawInsteadOfActingOnWhatIsNotProved() throws Exception {
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.rogue.authorise(Rogue.OTHER_PROGRAM);

        assertThat(tell(agent, scene.rogue.invitation(FIRST, 0))).isEqualTo(new ClientReply.LastSaw(seen));
        assertThat(tell(agent, scene.rogue.invitation(FIRST, 2))).isEqualTo(new ClientReply.LastSaw(seen));
        assertThat(scene.trainings).hasValue(0);

        contributed(tell(agent, scene.rogue.invitation(FIRST, seen)));
    }

    @Test
    void needsNoProofOfWhatItHasSeenAlready() throws Exception {
        ClientAgent agent = scene.member();

        contributed(tell(agent, scene.rogue.invitation(FIRST, 2)));
    }

    @Test
    void olderLogIsReportedWithBothSizesAndNotActedUpon() throws Exception {
        Path copy = scene.copyLedger();
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.contribute(agent, FIRST);
        assertThat(tell(agent, scene.rogue.abandon(FIRST, seen))).isEqualTo(HEARD);

        try (TransparencyLog older = TransparencyLog.open(copy)) {
            Rogue back = scene.rogue.over(older);
            for (long from : new long[] {0, 2, seen}) {
                assertThat(tell(agent, back.invitation(FIRST.retry(), from)))
                        .isEqualTo(new ClientReply.OlderLog(seen, seen + 1));
                assertThat(tell(agent, back.welcome(from))).isEqualTo(new ClientReply.OlderLog(seen, seen + 1));
            }
        }
        scene.contribute(agent, FIRST.retry());
    }

    @Test
    void olderLogThatClaimsToStartFromWhatWasSeenEstranges() throws Exception {
        Path copy = scene.copyLedger();
        ClientAgent agent = scene.member();
        long seen = scene.rogue.log.size();
        scene.contribute(agent, FIRST);
        assertThat(tell(agent, scene.rogue.abandon(FIRST, seen))).isEqualTo(HEARD);

        try (TransparencyLog older = TransparencyLog.open(copy)) {
            refuses(agent, scene.rogue.over(older).invitation(FIRST.retry(), seen + 1), "rolled back");
        }
        scene.isEstranged(agent);
    }

    @Test
    void logThatWasForkedEstranges() throws Exception {
        Path copy = scene.copyLedger();
        ClientAgent victim = scene.member();
        ClientAgent twin = scene.member();
        scene.contribute(victim, FIRST);
        scene.contribute(twin, FIRST);
        long seen = scene.rogue.log.size() + 1;
        RoundReceipt receipt = scene.rogue.abandon(FIRST, seen - 1);
        assertThat(tell(victim, receipt)).isEqualTo(HEARD);
        assertThat(tell(twin, receipt)).isEqualTo(HEARD);

        try (TransparencyLog other = TransparencyLog.open(copy)) {
            Rogue forked = scene.rogue.over(other);
            forked.abandon(new AttemptId(1, 7), 0);
            forked.abandon(new AttemptId(1, 8), 0);
            scene.estranges(
                    victim,
                    forked.invitation(new AttemptId(1, 9), seen),
                    "does not extend",
                    twin,
                    scene.rogue.invitation(FIRST.retry(), seen));
        }
    }

    @Test
    void anotherRootUnderOneSizeEstrangesAndBothNotesAreKept() throws Exception {
        Path copy = scene.copyLedger();
        ClientAgent victim = scene.member(scene.atHome());
        ClientAgent twin = scene.member();
        scene.contribute(victim, FIRST);
        scene.contribute(twin, FIRST);
        long size = scene.rogue.log.size() + 1;
        RoundReceipt receipt = scene.rogue.abandon(FIRST, size - 1);
        assertThat(tell(victim, receipt)).isEqualTo(HEARD);
        assertThat(tell(twin, receipt)).isEqualTo(HEARD);

        try (TransparencyLog other = TransparencyLog.open(copy)) {
            Rogue forked = scene.rogue.over(other);
            forked.abandon(new AttemptId(1, 7), 0);
            scene.estranges(
                    victim,
                    forked.invitation(new AttemptId(1, 8), 0),
                    "forked",
                    twin,
                    scene.rogue.invitation(FIRST.retry(), 0));
            String kept = Files.readString(folder.resolve("home").resolve("fork-evidence-" + size + ".txt"));
            proves(kept, scene.rogue.log.checkpoint());
            proves(kept, other.checkpoint());
        }
    }

    /** Whoever has the log's key can check the notes as they stand in the file. */
    private void proves(String kept, SignedCheckpoint checkpoint) throws Exception {
        String note = checkpoint.note().utf8();
        assertThat(kept).contains(scene.rogue.log.logKey().encode()).contains(note);
        Bytes found = Bytes.utf8(kept.substring(kept.indexOf(note), kept.indexOf(note) + note.length()));
        assertThat(Checkpoints.open(found, scene.rogue.log.logKey())).isEqualTo(checkpoint);
    }
}
