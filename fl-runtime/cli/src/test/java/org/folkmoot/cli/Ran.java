package org.folkmoot.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/** What the command did, run in this process. */
record Ran(int exitCode, String out, String err) {
    static Ran folkmoot(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = args[i].toString();
        }
        int exitCode = FolkmootCommand.create()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    /** {@return the envelope on standard output} */
    JsonObject envelope() throws MalformedJsonException {
        return (JsonObject) StrictJson.parse(out.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return what is in the envelope} */
    JsonObject data() throws MalformedJsonException {
        return envelope().object("data");
    }
}
