package org.folkmoot.api.round;

/** How contributions become what the aggregator takes. */
public enum CollectionKind {
    /** The coordinator sees each update; taints every proof. */
    CLEAR,
    /** The coordinator sees the sum only. */
    SECURE,
    /** The coordinator sees the sums of groups. */
    GROUPED,
    /** A window closed by count, with a version window for stale bases; taints every proof. */
    BUFFERED;

    /** {@return whether the coordinator sees what one client sent} */
    public boolean showsSingleUpdates() {
        return this == CLEAR || this == BUFFERED;
    }
}
