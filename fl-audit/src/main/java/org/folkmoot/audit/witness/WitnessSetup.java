package org.folkmoot.audit.witness;

import java.nio.file.Path;
import java.util.List;
import org.folkmoot.audit.key.Ed25519Key;
import org.folkmoot.audit.note.VerifierKey;

/**
 * Who a witness is, and what it watches.
 *
 * @param name its name, for ever the same for one key
 * @param key signs cosignatures, and nothing else
 * @param logs keys of the logs that it watches, one per origin, none of them its own
 * @param state folder that holds the last checkpoint cosigned of each log
 */
public record WitnessSetup(String name, Ed25519Key key, List<VerifierKey> logs, Path state) {
    /** Rejects two keys for one log, witnesses' keys, and a log that shares the witness's key. */
    public WitnessSetup {
        logs = List.copyOf(logs);
        for (VerifierKey log : logs) {
            if (log.requireLog().publicKey().equals(key.publicKey())) {
                throw new IllegalArgumentException("log key: " + log + " (expected: another one than the witness's)");
            }
        }
        long origins = logs.stream().map(VerifierKey::name).distinct().count();
        if (origins != logs.size()) {
            throw new IllegalArgumentException(
                    "logs: " + logs.size() + " keys of " + origins + " logs (expected: one key per log)");
        }
    }
}
