package org.folkmoot.audit.witness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Set;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.fuzz.Fuzzer;
import org.folkmoot.audit.note.Base64Text;
import org.junit.jupiter.api.Test;

/** Anybody may send a witness anything. */
class AddCheckpointFuzzTest {
    @Test
    void anyBodyIsARequestOrRefused() throws Exception {
        String hash = Base64Text.encode(Digest.sha256().bytes());
        byte[] body =
                ("old 20\n" + hash + "\n" + hash + "\n\nexample.org/log\n30\n" + hash + "\n\n").getBytes(US_ASCII);
        byte[] first = "old 0\n\nexample.org/log\n".getBytes(US_ASCII);

        Fuzzer.check(
                "AddCheckpoint.parse",
                List.of(body, first),
                Set.of(MalformedRequestException.class),
                AddCheckpoint::parse);
    }
}
