package org.folkmoot.engine.collect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.folkmoot.api.round.CollectionKind;
import org.folkmoot.api.round.RoundProgram;

/** The collections that there are. A new one is one line here. */
public final class InstalledCollections {
    private static final Map<CollectionKind, Function<RoundProgram, Collection>> ALL =
            new EnumMap<>(Map.of(CollectionKind.CLEAR, ClearCollection::new));

    private InstalledCollections() {}

    /** {@return what programs may ask for} */
    public static Set<CollectionKind> kinds() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    /**
     * {@return a collection for rounds of this program}
     *
     * @throws IllegalArgumentException if its kind is not installed
     */
    public static Collection of(RoundProgram program) {
        Function<RoundProgram, Collection> installed = ALL.get(program.collection());
        if (installed == null) {
            throw new IllegalArgumentException("collection: " + program.collection() + " (expected: " + kinds() + ")");
        }
        return installed.apply(program);
    }
}
