package org.folkmoot.audit.evm;

import java.io.IOException;
import org.folkmoot.api.Bytes;

/** A node answered a question with an error of its own, such as that a call would be reverted. */
final class NodeRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Bytes data;

    NodeRefusedException(String message, Bytes data) {
        super(message);
        this.data = data;
    }

    /** {@return what the contract gave as the reason; empty if there is none} */
    Bytes data() {
        return data;
    }
}
