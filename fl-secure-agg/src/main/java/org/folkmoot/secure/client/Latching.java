package org.folkmoot.secure.client;

import java.io.IOException;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.secure.AlreadyAnsweredException;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.RefusalException;
import org.folkmoot.secure.RefusalReason;
import org.folkmoot.secure.Summed;

/** Records answers before they are given; what cannot be recorded is not said. */
final class Latching {
    private Latching() {}

    static void close(ClientSetup setup, AnswerLatch.Step step, Digest what) throws RefusalException {
        try {
            setup.latch().close(setup.round().federation(), setup.round().attempt(), step, what);
        } catch (AlreadyAnsweredException e) {
            throw new RefusalException(RefusalReason.ALREADY_ANSWERED, e);
        } catch (IOException e) {
            throw new RefusalException(RefusalReason.LATCH_FAILED, e);
        }
    }

    static void remember(ClientSetup setup, Summed summed) throws RefusalException {
        try {
            setup.latch().remember(setup.round().federation(), summed);
        } catch (IOException e) {
            throw new RefusalException(RefusalReason.LATCH_FAILED, e);
        }
    }

    static List<Summed> earlier(ClientSetup setup) throws RefusalException {
        try {
            return setup.latch()
                    .earlier(setup.round().federation(), setup.round().model());
        } catch (IOException e) {
            throw new RefusalException(RefusalReason.LATCH_FAILED, e);
        }
    }
}
