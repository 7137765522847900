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
 * @param logs keys of the logs that it watches, one per origin
 * @param state folder that holds the last checkpoint cosigned of each log
 */
public record WitnessSetup(String name, Ed25519Key key, List<VerifierKey> logs, Path state) {
    /** Rejects two keys for one log. */
    public WitnessSetup {
        logs = List.copyOf(logs);
        long origins = logs.stream().map(VerifierKey::name).distinct().count();
        if (origins != logs.size()) {
            throw new IllegalArgumentException(
                    "logs: " + logs.size() + " keys of " + origins + " logs (expected: one key per log)");
        }
    }
}
