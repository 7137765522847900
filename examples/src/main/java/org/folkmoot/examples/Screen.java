package org.folkmoot.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where an example tells what happens: lines, and on a terminal one line that is written over and over.
 *
 * <p>Numbers look the same in every locale.
 */
final class Screen {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean passing;

    private Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** {@return the standard output, in UTF-8 where the locale knows no more than ASCII} */
    static Screen standard() {
        String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
        Charset charset = Charset.forName(name);
        PrintStream out = new PrintStream(
                System.out, true, charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
        return new Screen(out, isTerminal());
    }

    /** {@return a screen that is no terminal} */
    static Screen of(OutputStream out) {
        return new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    }

    /** Says where descriptor 1 leads. {@code System.console()} also asks about input, and since JDK 22 says yes always. */
    private static boolean isTerminal() {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Writes a line that stays. */
    void line(String text) {
        if (passing) {
            out.print(CLEAR);
            passing = false;
        }
        out.println(text);
    }

    /** Writes a line that stays. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency
    void format(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    /** Shows how far something is, until the next line; on terminals only. */
    void progress(String what, int done, int of) {
        if (!terminal) {
            return;
        }
        int filled = 20 * done / of;
        out.print(CLEAR + what + " " + "█".repeat(filled) + "░".repeat(20 - filled) + " " + done + " of " + of);
        out.flush();
        passing = true;
    }
}
