package org.folkmoot.api.round;

/** What a client sends in a round, always under one signed statement. */
public sealed interface Contribution permits ClearUpdate, MaskedInput {
    /** {@return what the client signed} */
    SignedStatement signed();

    /** {@return what the client said} */
    default ClientStatement statement() {
        return signed().statement();
    }
}
