package org.folkmoot.core.canonical;

import org.folkmoot.api.Digest;
import org.folkmoot.api.training.ExecutionFingerprint;
import org.folkmoot.core.json.Jcs;
import org.folkmoot.core.json.Json;

/** Names an execution fingerprint by the digest of its JSON form. */
public final class CanonicalFingerprint {
    private CanonicalFingerprint() {}

    /** {@return the digest that the client signs} */
    public static Digest digest(ExecutionFingerprint fingerprint) {
        return Digest.sha256(Jcs.encode(Json.object()
                .put("engine", fingerprint.engine())
                .put("nativeBuild", fingerprint.nativeBuild())
                .put("blasCore", fingerprint.blasCore())
                .put("threads", fingerprint.threads())
                .put("device", fingerprint.device())
                .build()));
    }
}
