package org.folkmoot.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.folkmoot.api.audit.WitnessException;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.Checkpoints;
import org.folkmoot.audit.note.Cosignatures;
import org.folkmoot.audit.note.SignedNote;
import org.folkmoot.audit.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log, and a witness in a process of its own that is killed and started again. */
final class WitnessProcessTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void refusesAForkThatWasMadeWhileItWasDead() throws Exception {
        Path ledger = folder.resolve("ledger");
        Path backup = folder.resolve("backup");
        VerifierKey logKey;
        VerifierKey witnessKey;
        long witnessed;
        try (TransparencyLog log = TransparencyLog.open(ledger)) {
            logKey = log.logKey();
            append(log, "a", 2);
        }
        copy(ledger, backup);
        try (TransparencyLog log = TransparencyLog.open(ledger);
                WitnessProcess witness = WitnessProcess.start(folder, logKey)) {
            witnessKey = witness.key();
            append(log, "b", 3);
            cosigns(witness.client(), log, 0);
            append(log, "c", 1);
            cosigns(witness.client().withProofsFrom(log::consistencyPath), log, 1);
            witnessed = log.size();
        }
        try (TransparencyLog restored = TransparencyLog.open(backup);
                WitnessProcess witness = WitnessProcess.start(folder, logKey)) {
            assertThat(witness.key()).isEqualTo(witnessKey);
            append(restored, "fork", 5);
            assertThat(restored.size()).isGreaterThan(witnessed);
            List<Digest> path = restored.consistencyPath(witnessed, restored.size());
            assertThatExceptionOfType(WitnessException.class)
                    .isThrownBy(() -> witness.client().cosign(restored.checkpoint(), witnessed, path))
                    .satisfies(refusal -> assertThat(refusal.isConflict()).isTrue());
            try (TransparencyLog log = TransparencyLog.open(ledger)) {
                append(log, "d", 1);
                cosigns(witness.client(), log, witnessed);
            }
        }
    }

    private static void append(TransparencyLog log, String name, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            log.append(Bytes.utf8(name + i));
        }
    }

    private static void cosigns(HttpWitness witness, TransparencyLog log, long oldSize) throws Exception {
        SignedCheckpoint checkpoint = log.checkpoint();
        String lines = witness.cosign(checkpoint, oldSize, log.consistencyPath(oldSize, checkpoint.size()));
        SignedNote cosigned =
                SignedNote.parse(Checkpoints.withSignatures(checkpoint, lines).note());
        Cosignatures.verify(cosigned, VerifierKey.parse(witness.verifierKey()));
        cosigned.verify(log.logKey());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
