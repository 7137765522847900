package org.folkmoot.trainers.cuda;

import java.util.Map;

/** What the driver's error numbers mean: those that a program can meet which makes no mistakes of its own, and a few. */
final class DriverError {
    static final int OUT_OF_MEMORY = 2;
    static final int NO_DEVICE = 100;

    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(1, "invalid value"),
            Map.entry(OUT_OF_MEMORY, "out of memory"),
            Map.entry(3, "driver not initialised"),
            Map.entry(4, "driver shutting down"),
            Map.entry(34, "stub library instead of a driver"),
            Map.entry(NO_DEVICE, "no device"),
            Map.entry(101, "invalid device"),
            Map.entry(200, "invalid kernel image"),
            Map.entry(201, "invalid context"),
            Map.entry(209, "no kernel for this card"),
            Map.entry(218, "invalid PTX"),
            Map.entry(222, "PTX version not known to this driver"),
            Map.entry(500, "not found"),
            Map.entry(600, "not ready"),
            Map.entry(700, "illegal address in a kernel"),
            Map.entry(701, "too many threads or registers for this card"),
            Map.entry(702, "kernel ran too long"),
            Map.entry(719, "launch failed"),
            Map.entry(802, "card not ready: its fabric is not set up"),
            Map.entry(803, "driver and kernel module do not match"),
            Map.entry(999, "unknown error"));

    private DriverError() {}

    /** {@return the meaning with the number} */
    static String inWords(int code) {
        return WORDS.getOrDefault(code, "error") + " (CUDA " + code + ")";
    }
}
