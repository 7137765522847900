package org.folkmoot.engine.program;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.engine.collect.BufferedCollection;
import org.folkmoot.engine.collect.ClearCollection;
import org.folkmoot.engine.collect.Collection;
import org.folkmoot.engine.secure.SecureCollection;

/** The collections that there are. A new one is one line here. */
public final class InstalledCollections {
    private static final Map<CollectionKind, Factory> ALL = new EnumMap<>(Map.of(
            CollectionKind.CLEAR, ClearCollection::new,
            CollectionKind.BUFFERED, BufferedCollection::new,
            CollectionKind.SECURE, SecureCollection::new));

    private InstalledCollections() {}

    /** {@return what programs may ask for} */
    public static Set<CollectionKind> kinds() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    /**
     * {@return a collection for rounds of this program}
     *
     * @throws IllegalArgumentException if its kind is not installed
     * @throws IOException if there is no room on disk for what it sets aside
     */
    public static Collection of(RoundProgram program) throws IOException {
        Factory installed = ALL.get(program.collection());
        if (installed == null) {
            throw new IllegalArgumentException("collection: " + program.collection() + " (expected: " + kinds() + ")");
        }
        return installed.create(program);
    }

    /** Makes one. */
    @FunctionalInterface
    private interface Factory {
        Collection create(RoundProgram program) throws IOException;
    }
}
