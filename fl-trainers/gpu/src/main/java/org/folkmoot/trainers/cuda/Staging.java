package org.folkmoot.trainers.cuda;

import java.nio.ByteBuffer;

/**
 * Two pieces of host memory, used in turns: while the card copies one, the other is filled. They are registered with the
 * driver, which makes copies several times as fast; where that fails they work all the same.
 */
final class Staging {
    private final Driver driver;
    private final Slot[] slots = new Slot[2];
    private int turn;

    Staging(Driver driver, int bytes) {
        this.driver = driver;
        for (int i = 0; i < slots.length; i++) {
            ByteBuffer memory = Driver.buffer(bytes);
            boolean registered =
                    driver.result(DriverFunction.REGISTER_HOST, driver.address(memory), memory.capacity(), 0) == 0;
            slots[i] = new Slot(memory, registered);
        }
    }

    int bytes() {
        return slots[0].memory.capacity();
    }

    /** {@return the next piece, once the card is done with it} */
    Slot next() throws GpuException {
        turn = (turn + 1) % slots.length;
        Slot slot = slots[turn];
        if (slot.lastUse != 0) {
            driver.call(DriverFunction.AWAIT_EVENT, slot.lastUse);
        }
        return slot;
    }

    void close() {
        for (Slot slot : slots) {
            if (slot.registered) {
                driver.result(DriverFunction.UNREGISTER_HOST, driver.address(slot.memory));
            }
            if (slot.lastUse != 0) {
                driver.result(DriverFunction.DESTROY_EVENT, slot.lastUse);
            }
        }
    }

    /** One of the pieces. */
    final class Slot {
        private final ByteBuffer memory;
        private final boolean registered;
        private long lastUse;

        private Slot(ByteBuffer memory, boolean registered) {
            this.memory = memory;
            this.registered = registered;
        }

        /** {@return all of the memory, in the order of this machine's bytes} */
        ByteBuffer memory() {
            return memory.duplicate().order(memory.order()).clear();
        }

        /** Says that the card is done with it when it is done with all it was told so far. */
        void used() throws GpuException {
            if (lastUse == 0) {
                lastUse = driver.get(DriverFunction.CREATE_EVENT, 0);
            }
            driver.call(DriverFunction.RECORD_EVENT, lastUse, 0);
        }
    }
}
