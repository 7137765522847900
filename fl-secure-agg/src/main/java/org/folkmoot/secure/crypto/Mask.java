package org.folkmoot.secure.crypto;

/**
 * A stream of ring elements that is added to a vector or taken away again. It ends with its key.
 *
 * @param key what it is expanded from
 * @param subtracted whether it is taken away rather than added
 */
public record Mask(Secret key, boolean subtracted) implements AutoCloseable {
    /** {@return the mask that undoes this one, with a key of its own} */
    public Mask inverse() {
        return new Mask(key.copy(), !subtracted);
    }

    @Override
    public void close() {
        key.close();
    }
}
