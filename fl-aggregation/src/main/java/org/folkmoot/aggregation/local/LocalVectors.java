package org.folkmoot.aggregation.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.aggregation.rule.WideScalar;
import org.folkmoot.api.model.ElementType;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterRole;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.training.ClientTrainer;

/** Layouts and vectors that local rules send and remember. */
final class LocalVectors {
    private LocalVectors() {}

    /** {@return the layout of shared parameters followed by a {@link WideScalar} of this name} */
    static ParameterLayout withScalar(ParameterLayout shared, String name) {
        List<ParameterBlock> blocks = new ArrayList<>(shared.blocks());
        blocks.add(ParameterBlock.buffer(name, WideScalar.ELEMENTS));
        return new ParameterLayout(shared.elementType(), blocks);
    }

    /** {@return these values followed by a scalar} */
    static ParameterVector withScalar(ParameterLayout update, double[] values, double scalar) {
        double[] sent = Arrays.copyOf(values, values.length + WideScalar.ELEMENTS);
        WideScalar.write(scalar, sent, values.length);
        return ParameterVector.of(update, sent);
    }

    /** {@return the layout of shared parameters followed by their like, in blocks of this prefix} */
    static ParameterLayout twin(ParameterLayout shared, String prefix) {
        List<ParameterBlock> blocks = new ArrayList<>(shared.blocks());
        for (ParameterBlock block : shared.blocks()) {
            blocks.add(new ParameterBlock(
                    prefix + block.name(), block.shape(), prefix + block.group(), ParameterRole.BUFFER));
        }
        return new ParameterLayout(shared.elementType(), blocks);
    }

    /** Sets to zero what belongs to blocks that gradients do not move. */
    static void clearBuffers(ParameterLayout layout, double[] values) {
        int at = 0;
        for (ParameterBlock block : layout.blocks()) {
            if (block.role() == ParameterRole.BUFFER) {
                Arrays.fill(values, at, at + block.size(), 0);
            }
            at += block.size();
        }
    }

    /** {@return the slot of this name, or zeros where there is none of this size yet} */
    static double[] slot(SortedMap<String, ParameterVector> slots, String name, int size) {
        ParameterVector slot = slots.get(name);
        return slot == null || slot.size() != size ? new double[size] : slot.toDoubleArray();
    }

    /** {@return one slot of doubles} */
    static SortedMap<String, ParameterVector> remembered(String name, double[] values) {
        ParameterLayout flat = ParameterLayout.flat(ElementType.FLOAT64, values.length);
        return new TreeMap<>(Map.of(name, ParameterVector.of(flat, values)));
    }

    /** {@return an objection to trainers that cannot correct steps} */
    static Optional<String> needsCorrection(String id, ClientTrainer trainer) {
        return trainer.capabilities().stepCorrection()
                ? Optional.empty()
                : Optional.of(
                        id + " corrects steps, and " + trainer.fingerprint().engine() + " does not");
    }

    /** Refuses a number that is negative or not finite, or zero where that has no meaning. */
    static void requireStrength(String name, double value, boolean zero) {
        if (!(zero ? value >= 0 : value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + (zero ? ">= 0" : "> 0") + ", finite)");
        }
    }
}
