package org.folkmoot.trainers.cuda;

/** A kernel that is ready to run on the {@link Gpu} that gave it. */
public final class Kernel {
    private final String name;
    private final long handle;

    Kernel(String name, long handle) {
        this.name = name;
        this.handle = handle;
    }

    String name() {
        return name;
    }

    long handle() {
        return handle;
    }
}
