package org.folkmoot.secure.message;

/** The second byte of a message. */
public enum MessageKind {
    /** Client: its keys of this round. */
    ADVERTISEMENT(1),
    /** Coordinator: the roster, as far as a client needs it. */
    ROSTER(2),
    /** Client: shares for its neighbours. */
    DEALT(3),
    /** Coordinator: shares from its neighbours. */
    FORWARDED(4),
    /** Client: the masked input. */
    MASKED(5),
    /** Coordinator: whose inputs are summed. */
    SURVIVORS(6),
    /** Client: these, and no others. */
    CONFIRMATION(7),
    /** Coordinator: what neighbours confirmed. */
    CONFIRMATIONS(8),
    /** Client: one share for each neighbour. */
    REVELATION(9),
    /** Client: why it leaves. */
    COMPLAINT(10);

    private final byte number;

    MessageKind(int number) {
        this.number = (byte) number;
    }

    byte number() {
        return number;
    }

    /** {@return whether a message says that it is of this kind} */
    public boolean isOf(byte[] message) {
        return message.length >= WireWriter.HEAD_BYTES && message[0] == WireWriter.VERSION && message[1] == number;
    }
}
