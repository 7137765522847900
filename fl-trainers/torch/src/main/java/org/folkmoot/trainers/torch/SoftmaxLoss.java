package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.log_softmax;
import static org.bytedeco.pytorch.global.torch.nll_loss_backward;
import static org.bytedeco.pytorch.global.torch.nll_loss_forward;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Softmax cross-entropy, and its sum over tiles, which stays on the device until it is asked for. */
final class SoftmaxLoss {
    private static final long SUM = 2;
    private static final long NO_LABEL = -100;

    private final Tensor total;
    private final Tensor one;
    private final TensorOptional unweighted;

    SoftmaxLoss(TorchDevice device, Natives natives) {
        total = natives.keep(zeros(new long[0], device.options(ScalarType.Double)));
        one = natives.keep(ones(new long[0], device.options()));
        unweighted = natives.keep(new TensorOptional());
    }

    /** Forgets the sum. */
    void restart() {
        total.zero_();
    }

    /** Adds the losses of a tile to the sum. */
    void add(Tensor logits, Tensor labels) {
        total.add_(forward(log_softmax(logits, 1), labels).get0());
    }

    /** Adds the losses of a tile to the sum. {@return their gradients by the logits, times a scale} */
    Tensor addForGradient(Tensor logits, Tensor labels, Scalar scale) {
        Tensor logs = log_softmax(logits, 1);
        T_TensorTensor_T loss = forward(logs, labels);
        total.add_(loss.get0());
        Tensor minusOnes = nll_loss_backward(one, logs, labels, unweighted, SUM, NO_LABEL, loss.get1());
        return logs.exp_().add_(minusOnes).mul_(scale);
    }

    private T_TensorTensor_T forward(Tensor logs, Tensor labels) {
        return nll_loss_forward(logs, labels, unweighted, SUM, NO_LABEL);
    }

    /** {@return the sum, in nats} */
    double sum() {
        return total.item_double();
    }
}
