package org.folkmoot.testkit.ledger;

import java.nio.file.Path;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.SignedCheckpoint;

/** What a test class says of the ledger that it tests. */
public interface LedgerPlace {
    /** Who signs a checkpoint. */
    enum Signer {
        /** The log that the ledger follows. */
        THE_LOG,
        /** Somebody with another key in the log's name. */
        A_FORGER,
        /** Another log, with its own name and the same key. */
        ANOTHER_LOG,
        /** Nobody: the note has the text and no signature. */
        NOBODY
    }

    /**
     * {@return the ledger that this folder stands for, empty where the folder is new, else as it was left}
     *
     * <p>Always for the same log. Its calls must end within seconds, also during an {@link #outage}.
     */
    LedgerAdapter open(Path folder) throws Exception;

    /** {@return a checkpoint of this size and root, signed as asked} */
    SignedCheckpoint sign(Signer signer, long size, Digest root);

    /** Makes the place that this folder stands for fail until what is returned is closed; it is then as before. */
    AutoCloseable outage(Path folder) throws Exception;
}
