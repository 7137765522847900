package org.folkmoot.secure.server;

import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;

/**
 * A client that broke the protocol, with the message that it signed: whoever has the session and the client's public key can
 * see it for himself.
 *
 * @param client its pseudonym
 * @param what it did
 * @param envelope the signed message
 */
public record Blame(Digest client, Misdeed what, Bytes envelope) {
    /** What a client can be shown to have done. */
    public enum Misdeed {
        /** Its shares fit their checks and do not give back what it committed to. */
        DEALT_INCONSISTENT_SHARES("dealt-inconsistent-shares"),
        /** It revealed another share than it was dealt and had accepted. */
        REVEALED_ANOTHER_SHARE("revealed-another-share");

        private final String word;

        Misdeed(String word) {
            this.word = word;
        }

        /** {@return the word for log and metrics} */
        public String word() {
            return word;
        }
    }
}
