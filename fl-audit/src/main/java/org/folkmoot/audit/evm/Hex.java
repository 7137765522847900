package org.folkmoot.audit.evm;

import java.util.regex.Pattern;
import org.folkmoot.api.Bytes;

/** The two ways in which nodes write values: quantities without leading zeros, and data of whole bytes. */
final class Hex {
    private static final Pattern QUANTITY = Pattern.compile("0x(0|[1-9a-fA-F][0-9a-fA-F]{0,15})");
    private static final Pattern DATA = Pattern.compile("0x([0-9a-fA-F]{2})*+");

    private Hex() {}

    static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    static String data(Bytes value) {
        return "0x" + value.hex();
    }

    /** {@return the number, below 2^63} */
    static long parseQuantity(String text) throws BadAnswerException {
        if (!QUANTITY.matcher(text).matches()) {
            throw new BadAnswerException("quantity: " + shortened(text) + " (expected: 0x and hex digits, below 2^63)");
        }
        long value = Long.parseUnsignedLong(text.substring(2), 16);
        if (value < 0) {
            throw new BadAnswerException("quantity: " + text + " (expected: below 2^63)");
        }
        return value;
    }

    static Bytes parseData(String text) throws BadAnswerException {
        if (!DATA.matcher(text).matches()) {
            throw new BadAnswerException("data: " + shortened(text) + " (expected: 0x and whole bytes in hex)");
        }
        return Bytes.parseHex(text.substring(2));
    }

    /** {@return data of exactly this length} */
    static Bytes parseData(String text, int length) throws BadAnswerException {
        Bytes data = parseData(text);
        if (data.size() != length) {
            throw new BadAnswerException("data: " + data.size() + " bytes (expected: " + length + ")");
        }
        return data;
    }

    /** {@return as much of a stranger's text as fits into a message, without control characters} */
    static String shortened(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 120 ? printable : printable.substring(0, 120) + "…";
    }
}
