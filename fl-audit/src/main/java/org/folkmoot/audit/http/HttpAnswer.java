package org.folkmoot.audit.http;

import org.folkmoot.api.Bytes;

/**
 * What a server answered, not yet believed.
 *
 * @param status HTTP status
 * @param body at most as long as the asker allowed
 */
public record HttpAnswer(int status, Bytes body) {}
