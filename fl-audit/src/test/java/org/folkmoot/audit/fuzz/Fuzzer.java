package org.folkmoot.audit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes real artefacts in ways that parsers stumble over, the same ways in every run, and watches what a parser throws,
 * how long it takes and how much memory it asks for.
 */
public final class Fuzzer {
    private static final int CASES = 1_000;
    private static final int MANY_CASES = 30_000;
    private static final long MAX_NANOS = 2_000_000_000L;
    private static final long MAX_ALLOCATED_BYTES = 64L << 20;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{24,}={0,2}");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What makes trouble somewhere: ends of numbers, brackets, quotes, control characters, broken UTF-8. */
    private static final List<String> TOKENS = List.of(
            "0",
            "-1",
            "-0",
            "00",
            "1e9",
            "0.5",
            "NaN",
            "null",
            "true",
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "4294967296",
            "{",
            "}",
            "[",
            "]",
            "{}",
            "[]",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            ",",
            ":",
            "\n",
            "\n\n",
            "\r\n",
            "\u2014 ",
            "+",
            "=",
            "==",
            " ",
            "\t",
            "\u0000",
            "\ufeff",
            "\u00c0\u0080",
            "\u00ff",
            "..",
            "/",
            "x000/",
            ".p/",
            "none",
            "all",
            "group",
            "\u202e");

    private final Random random;
    private final List<byte[]> corpus;

    private Fuzzer(long seed, List<byte[]> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    /** What is fuzzed. */
    @FunctionalInterface
    public interface Parser {
        /** Reads the bytes, as those of a stranger. */
        void parse(byte[] bytes) throws Exception;
    }

    /**
     * Fails if the parser does not take what is real, throws anything but these, or needs too much on a changed one.
     *
     * @param name for the message, and the seed
     * @param corpus real artefacts
     * @param declared what it may throw
     */
    public static void check(String name, List<byte[]> corpus, Set<Class<? extends Exception>> declared, Parser parser)
            throws Exception {
        check(name, CASES, corpus, declared, parser);
    }

    /** Does the same with many more changed ones. */
    static void checkLong(String name, List<byte[]> corpus, Set<Class<? extends Exception>> declared, Parser parser)
            throws Exception {
        check(name, MANY_CASES, corpus, declared, parser);
    }

    private static void check(
            String name, int count, List<byte[]> corpus, Set<Class<? extends Exception>> declared, Parser parser)
            throws Exception {
        for (byte[] real : corpus) {
            parser.parse(real);
        }
        Fuzzer fuzzer = new Fuzzer(name.hashCode(), corpus);
        int refused = 0;
        for (byte[] bomb : bombs()) {
            refused += run(name, bomb, declared, parser);
        }
        for (int i = 0; i < count; i++) {
            refused += run(name, fuzzer.next(), declared, parser);
        }
        assertThat(refused).as("%s: refused", name).isPositive();
    }

    private static int run(String name, byte[] one, Set<Class<? extends Exception>> declared, Parser parser) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        int refused = 0;
        try {
            parser.parse(one);
        } catch (Throwable e) {
            refused = 1;
            if (!declared.contains(e.getClass())) {
                throw new AssertionError(name + " throws " + e + " on " + shown(one), e);
            }
        }
        assertThat(System.nanoTime() - start)
                .as("%s: time on %s", name, shown(one))
                .isLessThan(MAX_NANOS);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                .as("%s: memory on %s", name, shown(one))
                .isLessThan(MAX_ALLOCATED_BYTES);
        return refused;
    }

    private static String shown(byte[] one) {
        return one.length > 4096 ? one.length + " bytes" : Base64.getEncoder().encodeToString(one);
    }

    /** Deep, wide and long. */
    private static List<byte[]> bombs() {
        return List.of(
                new byte[0],
                bytes("[".repeat(100_000)),
                bytes("{\"a\":".repeat(100_000)),
                bytes("9".repeat(100_000)),
                bytes("\"" + "\\u0041".repeat(100_000) + "\""),
                bytes("\n".repeat(300_000)),
                bytes("a\n\n" + "\u2014 a AAAA\n".repeat(30_000)),
                bytes("witness a b\n".repeat(20_000)),
                new byte[1 << 20]);
    }

    private byte[] next() {
        byte[] changed = corpus.get(random.nextInt(corpus.size())).clone();
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            changed = change(changed);
        }
        return changed;
    }

    private byte[] change(byte[] from) {
        int at = random.nextInt(from.length + 1);
        int to = Math.min(from.length, at + random.nextInt(1 + random.nextInt(64)));
        return switch (random.nextInt(8)) {
            case 0 -> flipped(from);
            case 1 -> splice(from, at, to, new byte[0]);
            case 2 -> splice(from, at, at, Arrays.copyOfRange(from, at, to));
            case 3 -> splice(from, at, to, bytes(TOKENS.get(random.nextInt(TOKENS.size()))));
            case 4 -> splice(from, at, to, piece());
            case 5 -> Arrays.copyOf(from, at);
            case 6 -> number(from);
            default -> inside(from);
        };
    }

    private byte[] flipped(byte[] from) {
        byte[] changed = from.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return changed;
    }

    private byte[] piece() {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(200)));
    }

    /** Puts another number in the place of one. */
    private byte[] number(byte[] from) {
        List<int[]> found = matches(Pattern.compile("[0-9]+"), from);
        if (found.isEmpty()) {
            return flipped(from);
        }
        int[] place = found.get(random.nextInt(found.size()));
        return splice(from, place[0], place[1], bytes(TOKENS.get(random.nextInt(14))));
    }

    /** Changes what is written in base64, such as the payload of an envelope, and writes it again. */
    private byte[] inside(byte[] from) {
        List<int[]> found = matches(BASE64, from);
        if (found.isEmpty()) {
            return flipped(from);
        }
        int[] place = found.get(random.nextInt(found.size()));
        try {
            byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(from, place[0], place[1]));
            return splice(from, place[0], place[1], Base64.getEncoder().encode(change(decoded)));
        } catch (IllegalArgumentException e) {
            return flipped(from);
        }
    }

    private static List<int[]> matches(Pattern pattern, byte[] in) {
        List<int[]> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(new String(in, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            found.add(new int[] {matcher.start(), matcher.end()});
        }
        return found;
    }

    private static byte[] splice(byte[] from, int at, int to, byte[] put) {
        byte[] changed = new byte[at + put.length + from.length - to];
        System.arraycopy(from, 0, changed, 0, at);
        System.arraycopy(put, 0, changed, at, put.length);
        System.arraycopy(from, to, changed, at + put.length, from.length - to);
        return changed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(
                text.chars().allMatch(c -> c < 256) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
