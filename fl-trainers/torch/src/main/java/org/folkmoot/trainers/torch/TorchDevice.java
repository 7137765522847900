package org.folkmoot.trainers.torch;

import static org.bytedeco.pytorch.global.torch.cuda_is_available;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where a model computes. The processor is what the tests cover; a CUDA card takes natives with the classifier
 * {@code linux-x86_64-gpu}, and nothing here has been tried on one yet.
 */
public final class TorchDevice {
    private static final TorchDevice CPU = new TorchDevice(-1);

    private final int card;

    private TorchDevice(int card) {
        this.card = card;
    }

    /** {@return the processor} */
    public static TorchDevice cpu() {
        return CPU;
    }

    /** {@return a CUDA card by its number, from 0 on} */
    public static TorchDevice cuda(int card) {
        if (card < 0 || card > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("card: " + card + " (expected: in [0, 127])");
        }
        return new TorchDevice(card);
    }

    boolean isCpu() {
        return card < 0;
    }

    /** Rejects a device that the natives on the class path do not reach. Asked after the engine has started. */
    void requirePresent() {
        if (!isCpu() && !cuda_is_available()) {
            throw new IllegalStateException("device: " + this
                    + " (expected: cpu, because the natives on the class path see no CUDA card; see README.md of"
                    + " fl-trainers-torch)");
        }
    }

    TensorOptions options() {
        return options(ScalarType.Float);
    }

    TensorOptions options(ScalarType type) {
        return new TensorOptions(type).device(new DeviceOptional(engineDevice()));
    }

    Device engineDevice() {
        return isCpu() ? new Device(DeviceType.CPU) : new Device(DeviceType.CUDA, (byte) card);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorchDevice device && device.card == card;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(card);
    }

    @Override
    public String toString() {
        return isCpu() ? "cpu" : "cuda:" + card;
    }
}
