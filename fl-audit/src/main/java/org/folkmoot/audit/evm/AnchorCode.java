package org.folkmoot.audit.evm;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.core.json.JsonObject;
import org.folkmoot.core.json.MalformedJsonException;
import org.folkmoot.core.json.StrictJson;

/**
 * The compiled contract that this library carries.
 *
 * @param creation the code that makes it
 * @param runtime the code that is then at its address
 * @param source SHA-256 of the source that was compiled
 * @param compiler the compiler's version
 */
record AnchorCode(Bytes creation, Bytes runtime, Digest source, String compiler) {
    static final AnchorCode INSTALLED = load();

    private static AnchorCode load() {
        try (InputStream in = AnchorCode.class.getResourceAsStream("CheckpointAnchor.json")) {
            if (StrictJson.parse(requireNonNull(in, "CheckpointAnchor.json").readAllBytes())
                    instanceof JsonObject json) {
                return new AnchorCode(
                        Bytes.parseHex(json.string("bytecode")),
                        Bytes.parseHex(json.string("runtime")),
                        Digest.parse(json.string("sourceSha256")),
                        json.string("compiler"));
            }
            throw new MalformedJsonException("not an object");
        } catch (MalformedJsonException e) {
            throw new AssertionError("CheckpointAnchor.json is built with this library", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
