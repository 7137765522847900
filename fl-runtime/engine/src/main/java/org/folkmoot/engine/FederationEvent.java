package org.folkmoot.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.audit.LedgerReceipt;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.engine.attempt.Answer;

/** Something that happened in a federation. */
public sealed interface FederationEvent {
    /**
     * An attempt began.
     *
     * @param attempt round and attempt
     * @param cohort the invited clients
     */
    record AttemptOpened(AttemptId attempt, SortedSet<ClientId> cohort) implements FederationEvent {}

    /**
     * A client was heard of, or given up.
     *
     * @param attempt round and attempt
     * @param client the client
     * @param answer how it fared
     * @param answered how many of the cohort are settled now
     */
    record ClientSettled(AttemptId attempt, ClientId client, Answer answer, int answered) implements FederationEvent {}

    /**
     * A client said something that nobody asked it for, such as a second answer in one attempt. Its first answer stands.
     *
     * @param attempt round and attempt
     * @param client the client
     * @param why what was wrong with it
     */
    record AnswerDropped(AttemptId attempt, ClientId client, String why) implements FederationEvent {}

    /**
     * A client of this process has been at one message for so long that another thread has taken over its place. Its
     * answer still counts if it comes in time.
     *
     * @param client the client
     * @param busy for how long
     */
    record ClientStalled(ClientId client, Duration busy) implements FederationEvent {}

    /**
     * An attempt ended, either way, and its proof is in the log.
     *
     * @param summary how it ended
     * @param model the model after the attempt; that before it, if abandoned
     */
    record AttemptEnded(RoundSummary summary, ParameterVector model) implements FederationEvent {}

    /**
     * What a member says for itself is on record now, or was refused.
     *
     * @param client the member's name, where it is known
     * @param refusal why it is not on record; empty where it is
     */
    record NoticeHandled(String client, Optional<String> refusal) implements FederationEvent {}

    /**
     * A ledger holds a checkpoint of the log. Keep the receipt, and show it to whoever doubts.
     *
     * @param receipt what the ledger gave for it
     */
    record CheckpointHeld(LedgerReceipt receipt) implements FederationEvent {}

    /**
     * Something outside the federation did not do its part: a ledger, a witness. Rounds go on.
     *
     * @param what the part and what happened
     */
    record Disturbed(String what) implements FederationEvent {}
}
