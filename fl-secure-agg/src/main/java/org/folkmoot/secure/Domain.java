package org.folkmoot.secure;

import java.nio.charset.StandardCharsets;
import org.folkmoot.api.Digest;

/** What a hash or a signature of the protocol is for, so that none of them ever passes for another. */
public enum Domain {
    /** The digest of a round. */
    ROUND("round"),
    /** The graph seed. */
    GRAPH("graph"),
    /** The session id. */
    SESSION("session"),
    /** The commitment to a seed. */
    SEED("seed"),
    /** The check of one share. */
    SHARE("share"),
    /** The leaf of a masked input. */
    INPUT("input"),
    /** Signature under advertised keys. */
    ADVERTISE("advertise"),
    /** Signature under dealt shares. */
    DEAL("deal"),
    /** Signature under a confirmed set of survivors. */
    CONFIRM("confirm"),
    /** Signature under revealed shares. */
    REVEAL("reveal"),
    /** Signature under a complaint. */
    COMPLAIN("complain");

    private final String prefix;

    Domain(String word) {
        prefix = "folkmoot/secagg/v1/" + word + "\0";
    }

    /** {@return the digest of these parts for this purpose; whoever joins several of variable length frames them} */
    public Digest hash(byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = prefix.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return Digest.sha256(all);
    }
}
