package org.folkmoot.trainers.cuda;

/**
 * The card failed at something, or had no room for it. What it was to compute has to be computed otherwise; after a
 * failed launch the card's memory holds nothing that could be relied on.
 */
public final class GpuException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    GpuException(String operation, int code, String more) {
        super(operation + ": " + DriverError.inWords(code) + (more.isEmpty() ? "" : "\n" + more));
        this.code = code;
    }

    /** {@return the driver's error number, a CUresult} */
    public int code() {
        return code;
    }

    /** {@return whether the card's memory was full} */
    public boolean isOutOfMemory() {
        return code == DriverError.OUT_OF_MEMORY;
    }
}
