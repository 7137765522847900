package org.folkmoot.aggregation.codec;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.folkmoot.api.aggregation.UpdateCodec;
import org.folkmoot.api.aggregation.UpdateCodecProvider;
import org.folkmoot.api.round.Stage;
import org.folkmoot.api.round.UnknownRuleException;

/**
 * Rebuilds codecs from what a program says of them.
 *
 * <p>Codecs come from {@link ServiceLoader}, looked up at each call; two providers of one id are refused, since which of
 * them ran would depend on the class path. Safe for use by several threads.
 */
public final class Codecs {
    private Codecs() {}

    /**
     * {@return the codec of this id with these parameters}
     *
     * @throws UnknownRuleException if nothing provides the id
     * @throws IllegalArgumentException if the parameters are not the codec's
     */
    public static UpdateCodec create(String id, SortedMap<String, String> parameters) {
        SortedMap<String, UpdateCodecProvider> providers = providers();
        UpdateCodecProvider provider = providers.get(id);
        if (provider == null) {
            throw new UnknownRuleException(Stage.CODEC, id, new TreeSet<>(providers.keySet()));
        }
        return provider.create(parameters);
    }

    private static SortedMap<String, UpdateCodecProvider> providers() {
        SortedMap<String, UpdateCodecProvider> byId = new TreeMap<>();
        for (UpdateCodecProvider provider : ServiceLoader.load(UpdateCodecProvider.class)) {
            UpdateCodecProvider other = byId.putIfAbsent(provider.id(), provider);
            if (other != null) {
                throw new IllegalStateException("providers of " + provider.id() + ": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName() + " (expected: one)");
            }
        }
        return byId;
    }
}
