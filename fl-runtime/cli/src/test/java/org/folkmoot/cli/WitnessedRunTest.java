package org.folkmoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.folkmoot.cli.Ran.folkmoot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.log.TransparencyLog;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.audit.proof.FailureKind;
import org.folkmoot.audit.witness.HttpWitness;
import org.folkmoot.audit.witness.WitnessServer;
import org.folkmoot.audit.witness.WitnessSetup;
import org.folkmoot.core.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A federation whose log is watched by a real witness, verified by somebody who trusts that one. */
class WitnessedRunTest {
    private static final Ed25519Key SECRET = Ed25519Key.fromSeed(Digest.sha256().bytes());

    @TempDir
    private Path folder;

    @Test
    void asksForTheWitnessesThatTheUserTrusts() throws Exception {
        Path run = folder.resolve("run");
        VerifierKey logKey;
        try (TransparencyLog log = TransparencyLog.open(run.resolve("ledger"))) {
            logKey = log.logKey();
        }
        WitnessSetup setup =
                new WitnessSetup("example.org/witness", SECRET, List.of(logKey), folder.resolve("witness"));
        VerifierKey witness;
        try (WitnessServer server = WitnessServer.start(setup, 0, Clock.systemUTC())) {
            witness = server.verifierKey();
            RealRun.witnessed(run, 2, HttpWitness.at(server.address(), witness, Duration.ofSeconds(30)));
        }
        Path file = Files.writeString(folder.resolve("witness.vkey"), witness.encode() + "\n");
        VerifierKey silent = VerifierKey.cosigner(
                "example.org/silent", Ed25519Key.fromSeed(new byte[32]).publicKey());

        Ran one = folkmoot("verify", run, "--log-key", logKey, "--witness-key", file);
        Ran oneOfTwo = folkmoot(
                "verify", run, "--log-key", logKey, "--witness-key", file, "--witness-key", silent, "--witnesses", 1);
        Ran both = folkmoot("verify", run, "--log-key", logKey, "--witness-key", file, "--witness-key", silent);

        Path policy = Files.writeString(
                folder.resolve("policy"),
                "log " + logKey.encode() + "\nwitness a " + witness.encode() + "\nwitness b " + silent.encode()
                        + "\ngroup any any a b\nquorum any\n");
        Path strict = Files.writeString(
                folder.resolve("strict"), Files.readString(policy).replace("group any any", "group any all"));

        Ran byPolicy = folkmoot("verify", run, "--policy", policy);
        Ran byStrict = folkmoot("verify", run, "--policy", strict, "--log-key", logKey);
        Ran twice = folkmoot("verify", run, "--policy", policy, "--witness-key", file);
        Ran noPolicy = folkmoot("verify", run, "--policy", file);

        assertThat(byPolicy.exitCode()).as(byPolicy.out()).isZero();
        assertThat(byPolicy.out()).contains("required: 1 of (example.org/witness, example.org/silent)");
        assertThat(byStrict.exitCode()).isEqualTo(FailureKind.TOO_FEW_WITNESSES.exitCode());
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(noPolicy.exitCode()).isEqualTo(FailureKind.MALFORMED.exitCode());
        assertThat(one.exitCode()).as(one.out()).isZero();
        assertThat(one.out()).contains("Cosigned by 1 of the 1 witnesses that you trust", "example.org/witness");
        assertThat(oneOfTwo.exitCode()).isZero();
        assertThat(both.exitCode()).isEqualTo(FailureKind.TOO_FEW_WITNESSES.exitCode());
        assertThat(both.out()).contains("example.org/silent", "exit code 23");
    }

    @Test
    void refusesAKeyInTheOtherRole() throws MalformedJsonException {
        String witness =
                VerifierKey.cosigner("example.org/w", SECRET.publicKey()).encode();
        String log = VerifierKey.ed25519("example.org/log", SECRET.publicKey()).encode();

        for (Ran ran : List.of(
                folkmoot("verify", folder, "--log-key", witness, "--format", "json"),
                folkmoot("verify", folder, "--witness-key", log, "--format", "json"),
                folkmoot("verify", folder, "--log-key", log, "--witness-key", witness, "--format", "json"))) {
            assertThat(ran.exitCode()).isEqualTo(FailureKind.MALFORMED.exitCode());
            assertThat(ran.data().string("where")).startsWith("--");
        }
    }
}
