package org.folkmoot.trainers.cuda;

/**
 * Time that a card was busy, by its own clock; what the processor did meanwhile, such as gathering rows, is not in it.
 *
 * @param toDevice copying to the card, in seconds
 * @param kernels running kernels, in seconds
 * @param toHost copying from the card, in seconds
 */
public record GpuTimes(double toDevice, double kernels, double toHost) {
    /** {@return copying in both directions, in seconds} */
    public double transfers() {
        return toDevice + toHost;
    }

    /** {@return the time since an earlier reading} */
    public GpuTimes minus(GpuTimes earlier) {
        return new GpuTimes(toDevice - earlier.toDevice, kernels - earlier.kernels, toHost - earlier.toHost);
    }
}
