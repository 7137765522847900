package org.folkmoot.audit.witness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The contract, run by a witness in another process that is killed without warning. */
final class HttpWitnessTest implements WitnessedLog {
    @Override
    public Running start(Path state) throws Exception {
        Files.createDirectories(state);
        return WitnessProcess.start(state, LOG_KEY);
    }
}
