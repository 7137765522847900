package org.folkmoot.audit.evm;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.folkmoot.api.Bytes;

/**
 * An account or a contract on a chain.
 *
 * <p>Source: EIP-55 for the mixed-case form, which catches mistyped addresses.
 *
 * @param bytes the 20 bytes
 */
public record EvmAddress(Bytes bytes) {
    static final int BYTES = 20;

    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{40}");

    /** Rejects other lengths. */
    public EvmAddress {
        if (bytes.size() != BYTES) {
            throw new IllegalArgumentException("address: " + bytes.size() + " bytes (expected: " + BYTES + ")");
        }
    }

    /**
     * {@return the address that the text writes}
     *
     * @throws IllegalArgumentException if it writes none, or mixes upper and lower case otherwise than EIP-55 says
     */
    public static EvmAddress parse(String text) {
        requireNonNull(text, "text");
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException("address: " + text + " (expected: 0x and 40 hex digits)");
        }
        String digits = text.substring(2);
        EvmAddress address = new EvmAddress(Bytes.parseHex(digits.toLowerCase(Locale.ROOT)));
        boolean mixed =
                !digits.equals(digits.toLowerCase(Locale.ROOT)) && !digits.equals(digits.toUpperCase(Locale.ROOT));
        if (mixed && !address.toString().equals(text)) {
            throw new IllegalArgumentException("address: " + text + " (expected: " + address + ", by its checksum)");
        }
        return address;
    }

    /** {@return the form with the checksum} */
    @Override
    public String toString() {
        String digits = bytes.hex();
        String checksum = Bytes.of(Keccak.hash(digits.getBytes(StandardCharsets.US_ASCII)))
                .hex();
        StringBuilder mixed = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            boolean upper = Character.digit(checksum.charAt(i), 16) >= 8;
            mixed.append(upper ? Character.toUpperCase(digits.charAt(i)) : digits.charAt(i));
        }
        return mixed.toString();
    }
}
