package org.folkmoot.core.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads text that somebody else wrote in UTF-8, and replaces nothing: what is no UTF-8 is no text. */
public final class StrictUtf8 {
    private StrictUtf8() {}

    /**
     * {@return the text that these bytes are}
     *
     * @throws CharacterCodingException if they are not well-formed UTF-8
     */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
