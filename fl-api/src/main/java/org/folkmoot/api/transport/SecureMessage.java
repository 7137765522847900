package org.folkmoot.api.transport;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;

/**
 * A step of a secure collection, for one client: the roster, the shares dealt to it, the survivors, what they confirmed. The
 * client believes none of it; it checks each against the log and against what it was told before.
 *
 * @param attempt round and attempt
 * @param message the bytes that the client's session takes
 * @param log the log as it stands, with whatever the message rests on
 */
public record SecureMessage(AttemptId attempt, Bytes message, LogView log) implements ServerMessage {}
