package org.folkmoot.api.transport;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RoundProgram;

/**
 * Asks a client to contribute to an attempt.
 *
 * @param federation the federation
 * @param attempt round and attempt
 * @param program what the round will run; the client computes its digest itself
 * @param model where to start from
 * @param log the log as it stands
 */
public record RoundInvitation(
        FederationId federation, AttemptId attempt, RoundProgram program, ParameterVector model, LogView log)
        implements ServerMessage {}
