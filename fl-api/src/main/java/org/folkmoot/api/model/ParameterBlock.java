package org.folkmoot.api.model;

import java.util.List;

/**
 * A named tensor inside the flat vector, row-major.
 *
 * @param name unique within its layout
 * @param shape extents, outermost first; all positive
 * @param group the unit of personalisation and of per-group rules, for example a layer
 * @param role trainable or buffer
 */
public record ParameterBlock(String name, List<Integer> shape, String group, ParameterRole role) {
    /** Rejects empty names and extents below 1. */
    public ParameterBlock {
        shape = List.copyOf(shape);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name: \"\" (expected: a non-empty block name)");
        }
        for (int extent : shape) {
            if (extent < 1) {
                throw new IllegalArgumentException("shape of " + name + ": " + shape + " (expected: extents >= 1)");
            }
        }
    }

    /** {@return a trainable block that is its own group} */
    public static ParameterBlock trainable(String name, Integer... shape) {
        return new ParameterBlock(name, List.of(shape), name, ParameterRole.TRAINABLE);
    }

    /** {@return a buffer block that is its own group} */
    public static ParameterBlock buffer(String name, Integer... shape) {
        return new ParameterBlock(name, List.of(shape), name, ParameterRole.BUFFER);
    }

    /** {@return the number of elements} */
    public int size() {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        return Math.toIntExact(size);
    }
}
