package org.folkmoot.trainers.torch;

/**
 * What one example looks like between two layers: an image, or a list of features, which is one channel each.
 *
 * @param channels at least 1
 * @param height in pixels, 1 for features
 * @param width in pixels, 1 for features
 * @param isImage whether height and width mean something
 */
record Shape(int channels, int height, int width, boolean isImage) {
    /** Rejects empty and oversized shapes. */
    Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "shape: " + channels + " x " + height + " x " + width + " (expected: extents >= 1)");
        }
        Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    static Shape image(int channels, int height, int width) {
        return new Shape(channels, height, width, true);
    }

    static Shape features(int count) {
        return new Shape(count, 1, 1, false);
    }

    /** {@return the number of values of one example} */
    int size() {
        return channels * height * width;
    }

    /** {@return the extents of so many examples, as tensors have them} */
    long[] of(long examples) {
        return isImage ? new long[] {examples, channels, height, width} : new long[] {examples, channels};
    }

    /** {@return this, if it is an image} */
    Shape requireImage(String layer) {
        if (!isImage) {
            throw new IllegalArgumentException(layer + ": after " + this + " (expected: an image)");
        }
        return this;
    }

    @Override
    public String toString() {
        return isImage ? channels + " x " + height + " x " + width : channels + " features";
    }
}
