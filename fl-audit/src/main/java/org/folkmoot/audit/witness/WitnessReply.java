package org.folkmoot.audit.witness;

import java.nio.charset.StandardCharsets;

/**
 * What a witness answers.
 *
 * @param status HTTP status
 * @param body signature lines with 200, the size last cosigned with 409 where that is the reason, else a reason
 */
record WitnessReply(int status, String body) {
    static final int COSIGNED = 200;
    static final int MALFORMED = 400;
    static final int BAD_SIGNATURE = 403;
    static final int UNKNOWN_LOG = 404;
    static final int NO_POST = 405;
    static final int CONFLICT = 409;
    static final int TOO_LONG = 413;
    static final int BAD_PROOF = 422;
    static final int STATE_NOT_KEPT = 500;

    static WitnessReply of(int status, String reason) {
        return new WitnessReply(status, reason + "\n");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    String contentType() {
        return status == CONFLICT ? "text/x.tlog.size" : "text/plain; charset=utf-8";
    }
}
