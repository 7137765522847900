package org.folkmoot.api.round;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;

/**
 * What a client signs when it contributes: enough that the contribution counts in one attempt of one federation, for
 * one program and one base model, and nowhere else.
 *
 * @param federation the federation
 * @param attempt the round and attempt
 * @param pseudonym the client, as the log knows it
 * @param baseModel digest of the model it started from
 * @param program digest of the program it was announced and has run
 * @param consent digest of the consent it acts under
 * @param seenCheckpointSize size of the last checkpoint it verified; with the root, makes a fork of the log surface
 * @param seenCheckpointRoot root of that checkpoint
 * @param examples how many examples stand behind the update
 * @param payload digest of the update or masked input
 * @param fingerprint digest of the execution fingerprint
 */
public record ClientStatement(
        FederationId federation,
        AttemptId attempt,
        Digest pseudonym,
        Digest baseModel,
        Digest program,
        Digest consent,
        long seenCheckpointSize,
        Digest seenCheckpointRoot,
        long examples,
        Digest payload,
        Digest fingerprint) {}
