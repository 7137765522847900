package org.folkmoot.secure.client;

/** The client has revealed what it had to and knows nothing more, or it has left. */
record Finished() implements ClientPhase {
    @Override
    public void close() {
        // It holds nothing.
    }
}
