package org.folkmoot.trainers.cuda;

/** Memory of a card, its contents unspecified at first; closing gives it back, as closing its {@link Gpu} does. */
public final class DeviceMemory implements AutoCloseable {
    private final Gpu owner;
    private final long address;
    private final long bytes;

    DeviceMemory(Gpu owner, long address, long bytes) {
        this.owner = owner;
        this.address = address;
        this.bytes = bytes;
    }

    /** {@return its size in bytes} */
    public long bytes() {
        return bytes;
    }

    long address() {
        return address;
    }

    /** {@return the address of a byte, from which {@code length} bytes lie within} */
    long address(long offset, long length) {
        if (offset < 0 || length < 0 || offset > bytes - length) {
            throw new IllegalArgumentException(
                    "range: " + length + " bytes from " + offset + " (expected: within " + bytes + ")");
        }
        return address + offset;
    }

    @Override
    public void close() {
        owner.free(this);
    }
}
