package org.folkmoot.audit.evm;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.folkmoot.api.Bytes;
import org.folkmoot.audit.http.BoundedHttp;
import org.folkmoot.audit.http.HttpAnswer;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;
import org.folkmoot.core.json.JsonInteger;
import org.folkmoot.core.json.JsonNull;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.JsonString;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * Asks a node one question at a time. Answers come within a bound of time and memory, or an {@link IOException} does;
 * what they say is the node's word. Safe for several threads.
 *
 * <p>Source: JSON-RPC 2.0; Ethereum execution API.
 */
final class JsonRpc {
    static final int MAX_ANSWER_BYTES = 1 << 20;

    private static final int OK = 200;

    private final URI node;
    private final BoundedHttp http;
    private final AtomicLong ids = new AtomicLong();

    JsonRpc(URI node, Duration timeout) {
        this.node = node;
        this.http = BoundedHttp.within(timeout);
    }

    /** {@return the result, which may be null} */
    Json ask(String method, Json... params) throws IOException {
        long id = ids.incrementAndGet();
        byte[] question = Jcs.encode(Json.object()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .put("params", Json.array(List.of(params)))
                .build());
        HttpAnswer answer = http.post(node, "application/json", question, MAX_ANSWER_BYTES);
        if (answer.status() != OK) {
            throw new BadAnswerException(method + ": HTTP status " + answer.status() + " (expected: " + OK + ")");
        }
        return result(method, id, answer.body().toByteArray());
    }

    /** {@return the result in an answer to the question with this id} */
    static Json result(String method, long id, byte[] answer) throws IOException {
        try {
            if (!(StrictJson.parse(answer) instanceof JsonObject object)) {
                throw new BadAnswerException(method + ": no object (expected: a JSON-RPC response)");
            }
            if (!object.string("jsonrpc").equals("2.0")
                    || !object.optional("id").equals(Optional.of(new JsonInteger(id)))) {
                throw new BadAnswerException(method + ": other version or id (expected: 2.0, " + id + ")");
            }
            if (object.optional("error")
                    .filter(error -> !(error instanceof JsonNull))
                    .isPresent()) {
                throw refused(method, object.object("error"));
            }
            return object.optional("result")
                    .orElseThrow(() -> new BadAnswerException(method + ": neither result nor error"));
        } catch (MalformedJsonException e) {
            throw new BadAnswerException(method + ": " + Hex.shortened(e.getMessage() + ""), e);
        }
    }

    private static NodeRefusedException refused(String method, JsonObject error)
            throws MalformedJsonException, BadAnswerException {
        String message = method + ": error " + error.integer("code") + ": " + Hex.shortened(error.string("message"));
        boolean hasData = error.optional("data").orElse(new JsonNull()) instanceof JsonString data
                && data.value().startsWith("0x");
        return new NodeRefusedException(message, hasData ? Hex.parseData(error.string("data")) : Bytes.of(new byte[0]));
    }

    /** {@return the result, which is a string} */
    String text(String method, Json... params) throws IOException {
        if (ask(method, params) instanceof JsonString string) {
            return string.value();
        }
        throw new BadAnswerException(method + ": no string (expected: one)");
    }

    /** {@return the result, which is a number below 2^63} */
    long quantity(String method, Json... params) throws IOException {
        return Hex.parseQuantity(text(method, params));
    }
}
