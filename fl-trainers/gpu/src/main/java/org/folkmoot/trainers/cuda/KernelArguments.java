package org.folkmoot.trainers.cuda;

import java.nio.ByteBuffer;

/** Arguments as the driver wants them: an array of pointers to values, in memory that lives as long as this object. */
final class KernelArguments {
    private final ByteBuffer values;
    private final ByteBuffer pointers;
    private final long address;

    KernelArguments(Driver driver, Object... arguments) {
        values = Driver.buffer(8 * arguments.length);
        pointers = Driver.buffer(8 * arguments.length);
        long base = driver.address(values);
        for (int i = 0; i < arguments.length; i++) {
            put(values, 8 * i, arguments[i]);
            pointers.putLong(8 * i, base + 8L * i);
        }
        address = driver.address(pointers);
    }

    private static void put(ByteBuffer target, int at, Object argument) {
        if (argument instanceof DeviceMemory memory) {
            target.putLong(at, memory.address());
        } else if (argument instanceof Integer number) {
            target.putInt(at, number);
        } else if (argument instanceof Float number) {
            target.putFloat(at, number);
        } else {
            throw new IllegalArgumentException(
                    "argument: " + argument + " (expected: memory of the card, an int or a float)");
        }
    }

    /** {@return the address of the array, good while this object is reachable} */
    long address() {
        return address;
    }
}
