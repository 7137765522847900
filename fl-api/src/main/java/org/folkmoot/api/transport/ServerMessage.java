package org.folkmoot.api.transport;

/** What a coordinator says to a client. */
public sealed interface ServerMessage permits Welcome, RoundInvitation, RoundReceipt {}
