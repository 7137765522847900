package org.folkmoot.audit.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.note.Base64Text;

/**
 * The request to take a checkpoint, as it travels: {@code old N}, the consistency path one hash a line, a blank line,
 * the note (C2SP tlog-witness, add-checkpoint).
 *
 * @param oldSize the size that the sender believes the other side holds
 * @param consistency path from there to the checkpoint
 * @param note the checkpoint
 */
public record AddCheckpoint(long oldSize, List<Digest> consistency, Bytes note) {
    static final String PATH = "/add-checkpoint";

    private static final int MAX_HASHES = 63;
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");

    /** Copies the path; rejects what no log has. */
    public AddCheckpoint {
        if (oldSize < 0 || consistency.size() > MAX_HASHES) {
            throw new IllegalArgumentException("old size: " + oldSize + ", consistency path: " + consistency.size()
                    + " hashes (expected: >= 0, <= " + MAX_HASHES + ")");
        }
        consistency = List.copyOf(consistency);
    }

    /** {@return the request that these bytes are} */
    public static AddCheckpoint parse(byte[] body) throws MalformedRequestException {
        int blank = blankLine(body);
        String[] lines = new String(body, 0, blank, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (!OLD.matcher(lines[0]).matches()) {
            throw new MalformedRequestException("first line (expected: old and a decimal size)");
        }
        try {
            List<Digest> path = new ArrayList<>();
            for (String line : Arrays.asList(lines).subList(1, lines.length)) {
                path.add(Digest.of(Base64Text.decode(line)));
            }
            Bytes note = Bytes.of(Arrays.copyOfRange(body, blank + 2, body.length));
            return new AddCheckpoint(Long.parseLong(lines[0].substring("old ".length())), path, note);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("size or consistency path: " + e.getMessage(), e);
        }
    }

    private static int blankLine(byte[] body) throws MalformedRequestException {
        for (int i = 0; i + 1 < body.length; i++) {
            if (body[i] == '\n' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw new MalformedRequestException("no blank line (expected: one before the checkpoint)");
    }

    /** {@return the request as it travels} */
    public byte[] encode() {
        StringBuilder head = new StringBuilder("old ").append(oldSize).append('\n');
        consistency.forEach(hash -> head.append(Base64Text.encode(hash.bytes())).append('\n'));
        return (head.append('\n') + note.utf8()).getBytes(StandardCharsets.UTF_8);
    }
}
