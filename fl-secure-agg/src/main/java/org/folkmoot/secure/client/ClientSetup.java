package org.folkmoot.secure.client;

import org.folkmoot.api.Digest;
import org.folkmoot.api.client.SigningKey;
import org.folkmoot.secure.AnswerLatch;
import org.folkmoot.secure.MemberKeys;
import org.folkmoot.secure.RoundLog;
import org.folkmoot.secure.SecureFloor;
import org.folkmoot.secure.SecureRound;

/**
 * What a client brings to a session. None of it may come from the coordinator unchecked.
 *
 * @param round what the session is about, as the log has it
 * @param floor the least it insists on
 * @param pseudonym itself
 * @param key what it signs with
 * @param members who else may take part
 * @param log what it believes to be on record
 * @param latch what it has answered before
 */
public record ClientSetup(
        SecureRound round,
        SecureFloor floor,
        Digest pseudonym,
        SigningKey key,
        MemberKeys members,
        RoundLog log,
        AnswerLatch latch) {}
