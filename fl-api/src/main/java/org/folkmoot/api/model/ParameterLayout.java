package org.folkmoot.api.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the positions of a flat parameter vector mean: blocks in order, without gaps.
 *
 * <p>Two parties can aggregate only where their layouts are equal; the charter fixes one.
 *
 * @param elementType how each parameter is stored
 * @param blocks the tensors, in vector order
 */
public record ParameterLayout(ElementType elementType, List<ParameterBlock> blocks) {
    /** Rejects empty layouts, repeated names and more than 2^31 - 1 elements. */
    public ParameterLayout {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("blocks: [] (expected: at least one)");
        }
        Set<String> names = new HashSet<>();
        long size = 0;
        for (ParameterBlock block : blocks) {
            if (!names.add(block.name())) {
                throw new IllegalArgumentException("blocks: two are named " + block.name() + " (expected: unique)");
            }
            size += block.size();
        }
        Math.toIntExact(size);
    }

    /** {@return a float32 layout of these blocks} */
    public static ParameterLayout float32(ParameterBlock... blocks) {
        return new ParameterLayout(ElementType.FLOAT32, List.of(blocks));
    }

    /** {@return a float64 layout of these blocks} */
    public static ParameterLayout float64(ParameterBlock... blocks) {
        return new ParameterLayout(ElementType.FLOAT64, List.of(blocks));
    }

    /** {@return a layout of so many elements that mean nothing by themselves}; that of whatever rules remember. */
    public static ParameterLayout flat(ElementType elementType, int length) {
        return new ParameterLayout(elementType, List.of(ParameterBlock.trainable("values", length)));
    }

    /** {@return the number of elements} */
    public int size() {
        int size = 0;
        for (ParameterBlock block : blocks) {
            size += block.size();
        }
        return size;
    }

    /** {@return the bytes of one vector in canonical form} */
    public long bytes() {
        return (long) size() * elementType.bytes();
    }

    /** {@return the position of the first element of the named block} */
    public int offsetOf(String name) {
        int offset = 0;
        for (ParameterBlock block : blocks) {
            if (block.name().equals(name)) {
                return offset;
            }
            offset += block.size();
        }
        throw new IllegalArgumentException("block: " + name + " (expected: one of "
                + blocks.stream().map(ParameterBlock::name).toList() + ")");
    }
}
