package org.folkmoot.api.aggregation;

import java.util.SortedMap;

/** Rebuilds an {@link UpdateCodec} from its stage in a program; found by {@link java.util.ServiceLoader}. */
public interface UpdateCodecProvider {
    /** {@return the codec id it serves} */
    String id();

    /**
     * {@return the codec with these parameters}
     *
     * @throws IllegalArgumentException if a parameter is unknown, missing or out of range
     */
    UpdateCodec create(SortedMap<String, String> parameters);
}
