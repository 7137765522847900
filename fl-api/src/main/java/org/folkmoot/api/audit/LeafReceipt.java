package org.folkmoot.api.audit;

import org.folkmoot.api.Digest;

/**
 * Says that a leaf is durable in the log.
 *
 * @param index position, counted from 0
 * @param leafHash RFC 6962 leaf hash
 */
public record LeafReceipt(long index, Digest leafHash) {}
