package org.folkmoot.trainers.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/** Native objects that outlive the scope in which they were made, until it is closed. */
final class Natives implements AutoCloseable {
    private final List<Pointer> kept = new ArrayList<>();

    /** {@return this object, which scopes no longer free} */
    <P extends Pointer> P keep(P pointer) {
        P owned = pointer.retainReference();
        kept.add(owned);
        return owned;
    }

    /** Frees everything, latest first; a second time does nothing. */
    @Override
    public void close() {
        for (int i = kept.size() - 1; i >= 0; i--) {
            kept.get(i).releaseReference();
        }
        kept.clear();
    }
}
