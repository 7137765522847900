package org.folkmoot.secure.client;

/** Where a client is in a session. Each phase knows one message; closing it wipes what it holds. */
public sealed interface ClientPhase extends AutoCloseable
        permits AwaitingRoster, AwaitingShares, AwaitingSurvivors, AwaitingConfirmations, Finished {
    @Override
    void close();
}
