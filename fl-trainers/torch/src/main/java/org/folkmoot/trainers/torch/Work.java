package org.folkmoot.trainers.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;

/**
 * A piece of work on the calling thread: what it makes and nobody keeps is freed at its end, and the engine records
 * nothing for a tape that nobody reads.
 */
final class Work implements AutoCloseable {
    private final PointerScope scope = new PointerScope();
    private final InferenceMode mode = new InferenceMode();

    @Override
    public void close() {
        mode.close();
        scope.close();
    }
}
