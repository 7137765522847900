package org.folkmoot.audit.log;

import java.nio.file.Path;

/**
 * What is where in the folder of a log.
 *
 * @param root the folder
 * @param disk through which it is written
 */
record LogFiles(Path root, Disk disk) {
    /** {@return the published part} */
    PublishedFolder published() {
        return new PublishedFolder(root.resolve("log"), disk);
    }

    /** {@return the verifier key, public} */
    Path verifierKey() {
        return root.resolve("log.vkey");
    }

    Path logKey() {
        return root.resolve("keys").resolve("log.key");
    }

    Path statementKey() {
        return root.resolve("keys").resolve("statement.key");
    }

    Path journal() {
        return root.resolve("leaves.journal");
    }

    Path inputs() {
        return root.resolve("inputs");
    }
}
