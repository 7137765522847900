package org.folkmoot.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.folkmoot.api.Digest;
import org.folkmoot.api.audit.LedgerAdapter;
import org.folkmoot.api.audit.LedgerException;
import org.folkmoot.api.audit.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/** Remembers the newest checkpoint, once it is let go. */
final class Memory implements LedgerAdapter {
    private final CountDownLatch hold;
    private volatile @Nullable SignedCheckpoint latest;

    Memory(CountDownLatch hold) {
        this.hold = hold;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public SignedCheckpoint publish(SignedCheckpoint checkpoint, List<Digest> consistencyFromLatest)
            throws LedgerException {
        try {
            if (!hold.await(30, TimeUnit.SECONDS)) {
                throw new LedgerException("never let go");
            }
        } catch (InterruptedException e) {
            throw new LedgerException("interrupted", e);
        }
        latest = checkpoint;
        return checkpoint;
    }

    @Override
    public Optional<SignedCheckpoint> latest() {
        return Optional.ofNullable(latest);
    }

    @Override
    public void close() {}
}
