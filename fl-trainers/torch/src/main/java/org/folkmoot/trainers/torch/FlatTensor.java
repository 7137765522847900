package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** A parameter vector in the memory of the device, or something of its shape; all of its tensors are views of one. */
final class FlatTensor {
    private final ParameterLayout layout;
    private final boolean onCard;
    private final Tensor flat;
    /** The same memory where the device is the processor. */
    private final Tensor host;

    private final FloatBuffer hostValues;

    /** Makes zeros. */
    FlatTensor(ParameterLayout layout, TorchDevice device, Natives natives) {
        this.layout = layout;
        onCard = !device.isCpu();
        flat = natives.keep(zeros(new long[] {layout.size()}, device.options()));
        host = onCard ? natives.keep(zeros(new long[] {layout.size()})) : flat;
        hostValues = new FloatPointer(host.data_ptr()).capacity(layout.size()).asBuffer();
    }

    /** {@return the elements from the first on; written to, they change this} */
    Tensor first(int count, Natives natives) {
        return natives.keep(flat.narrow(0, 0, count));
    }

    /** {@return each block in order, in its shape; written to, they change this} */
    List<Tensor> blocks(Natives natives) {
        List<Tensor> views = new ArrayList<>();
        long offset = 0;
        for (ParameterBlock block : layout.blocks()) {
            long[] shape = block.shape().stream().mapToLong(Integer::longValue).toArray();
            views.add(natives.keep(flat.narrow(0, offset, block.size()).view(shape)));
            offset += block.size();
        }
        return views;
    }

    /** Takes the values of a vector of this layout. */
    void load(ParameterVector vector) {
        vector.copyTo(hostValues.rewind());
        if (onCard) {
            flat.copy_(host);
        }
    }

    /** {@return the values} */
    ParameterVector toVector() {
        if (onCard) {
            host.copy_(flat);
        }
        return ParameterVector.of(layout, hostValues.rewind());
    }

    void clear() {
        flat.zero_();
    }
}
