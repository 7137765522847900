package org.folkmoot.core.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * The list of doubles that cyberphone/json-canonicalization publishes for tests of RFC 8785, each with the text that
 * ECMAScript gives it. The project writes no float into signed JSON; the digits are nevertheless those of
 * {@link Decimals}, which writes the same shortest decimals in plain notation.
 */
final class Es6Numbers {
    private static final int NEIGHBOURS = 2000;
    private static final long LEAST_NORMAL = 0x0010_0000_0000_0000L;
    private static final int MAX_PLAIN_EXPONENT = 21;
    private static final int MIN_PLAIN_EXPONENT = -6;

    private final List<String> first;
    private byte[] block = new byte[Digest.BYTES];
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private int index;

    private Es6Numbers(List<String> first) {
        this.first = first;
    }

    /** {@return the digest of so many lines, each {@code bits in hex,text}} */
    static Digest sha256(long lines) throws IOException, MalformedJsonException {
        Es6Numbers numbers = new Es6Numbers(first());
        MessageDigest digest = Digest.newSha256();
        for (long i = 0; i < lines; i++) {
            long bits = numbers.next();
            String line = Long.toHexString(bits) + "," + text(Double.longBitsToDouble(bits)) + "\n";
            digest.update(line.getBytes(UTF_8));
        }
        return Digest.of(digest.digest());
    }

    /** {@return what Number::toString of ECMA-262 §6.1.6.1.20 writes} */
    static String text(double value) {
        BigDecimal decimal = new BigDecimal(Decimals.shortest(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - decimal.scale();
        String sign = decimal.signum() < 0 ? "-" : "";
        if (exponent > MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
            return decimal.signum() == 0 ? "0" : decimal.toPlainString();
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return sign + digits.charAt(0) + fraction + "e" + (exponent > 0 ? "+" : "") + (exponent - 1);
    }

    private long next() {
        int at = index++;
        if (at < first.size()) {
            return Long.parseUnsignedLong(first.get(at), 16);
        }
        int neighbour = at - first.size();
        return neighbour < NEIGHBOURS ? LEAST_NORMAL + neighbour : chained();
    }

    private long chained() {
        while (true) {
            if (!rest.hasRemaining()) {
                block = Digest.sha256(block).bytes();
                rest = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            }
            long bits = rest.getLong();
            double value = Double.longBitsToDouble(bits);
            if (value != 0 && Double.isFinite(value)) {
                return bits;
            }
        }
    }

    private static List<String> first() throws IOException, MalformedJsonException {
        try (InputStream in = Es6Numbers.class.getResourceAsStream("/vectors/es6-numbers.json")) {
            JsonObject document = (JsonObject)
                    StrictJson.parse(requireNonNull(in, "es6-numbers.json").readAllBytes());
            return document.array("bits").strings();
        }
    }
}
