package org.folkmoot.api.transport;

/** What a coordinator says to a client. Each message shows the log, so that a client notices when it is led astray. */
public sealed interface ServerMessage permits Welcome, RoundInvitation, SecureMessage, RoundReceipt {
    /** {@return the log as it stands, with proof that it extends what the client saw} */
    LogView log();
}
