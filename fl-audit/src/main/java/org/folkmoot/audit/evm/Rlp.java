package org.folkmoot.audit.evm;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/** Recursive length prefixes, the way transactions are written (Ethereum yellow paper, appendix B); writes only. */
final class Rlp {
    private static final int STRING = 0x80;
    private static final int LIST = 0xc0;
    private static final int MAX_SHORT = 55;

    private Rlp() {}

    static byte[] bytes(byte[] value) {
        boolean single = value.length == 1 && value[0] >= 0;
        return single ? value.clone() : prefixed(STRING, value);
    }

    /** {@return the number without leading zeros; zero is no bytes at all} */
    static byte[] integer(BigInteger value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("integer: " + value + " (expected: >= 0)");
        }
        return bytes(value.signum() == 0 ? new byte[0] : BigIntegers.asUnsignedByteArray(value));
    }

    static byte[] integer(long value) {
        return integer(BigInteger.valueOf(value));
    }

    /** {@return the list of these items, each encoded already} */
    static byte[] list(List<byte[]> items) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        items.forEach(content::writeBytes);
        return prefixed(LIST, content.toByteArray());
    }

    private static byte[] prefixed(int kind, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (content.length <= MAX_SHORT) {
            out.write(kind + content.length);
        } else {
            byte[] length = BigIntegers.asUnsignedByteArray(BigInteger.valueOf(content.length));
            out.write(kind + MAX_SHORT + length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** {@return the item with a byte before it, as typed transactions are written (EIP-2718)} */
    static byte[] typed(int type, byte[] item) {
        byte[] typed = new byte[1 + item.length];
        typed[0] = (byte) type;
        System.arraycopy(item, 0, typed, 1, item.length);
        return typed;
    }
}
