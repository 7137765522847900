package org.folkmoot.engine.client;

import org.folkmoot.api.Digest;
import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.transport.RoundInvitation;

/**
 * What a member has decided to do about an invitation.
 *
 * @param next the member once it has looked at the invitation
 * @param invitation the invitation
 * @param program digest of the announced program, computed here
 * @param training what to do, as the program says
 * @param seed what its chance follows from
 */
record TrainingOrder(Member next, RoundInvitation invitation, Digest program, LocalTraining training, Digest seed) {}
