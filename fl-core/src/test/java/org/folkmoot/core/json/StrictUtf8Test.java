package org.folkmoot.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {
    @Property
    void givesTextThatIsWrittenAsTheBytesAre(@ForAll @Size(max = 8) byte[] bytes) {
        try {
            assertThat(StrictUtf8.decode(bytes).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        } catch (CharacterCodingException e) {
            assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\ufffd");
        }
    }

    @Test
    void refusesOverlongCutAndSurrogateForms() {
        for (String hex : List.of("c080", "e08080", "eda080", "f4908080", "ff", "c3", "80")) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            assertThatExceptionOfType(CharacterCodingException.class)
                    .as(hex)
                    .isThrownBy(() -> StrictUtf8.decode(bytes));
        }
    }
}
