package org.folkmoot.api.round;

import org.folkmoot.api.Bytes;

/**
 * A client statement with the client's signature over its canonical bytes.
 *
 * @param statement what is said
 * @param signature Ed25519 (RFC 8032) over the DSSE pre-authentication encoding of the canonical statement
 */
public record SignedStatement(ClientStatement statement, Bytes signature) {}
