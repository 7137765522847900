package org.folkmoot.engine.collect;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.ClientStatement;

/** Statements that differ from an honest one in one thing. */
public final class Statements {
    private Statements() {}

    public static ClientStatement federation(ClientStatement said, FederationId value) {
        return new ClientStatement(
                value,
                said.attempt(),
                said.pseudonym(),
                said.baseModel(),
                said.program(),
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement attempt(ClientStatement said, AttemptId value) {
        return new ClientStatement(
                said.federation(),
                value,
                said.pseudonym(),
                said.baseModel(),
                said.program(),
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement pseudonym(ClientStatement said, Digest value) {
        return new ClientStatement(
                said.federation(),
                said.attempt(),
                value,
                said.baseModel(),
                said.program(),
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement baseModel(ClientStatement said, Digest value) {
        return new ClientStatement(
                said.federation(),
                said.attempt(),
                said.pseudonym(),
                value,
                said.program(),
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement program(ClientStatement said, Digest value) {
        return new ClientStatement(
                said.federation(),
                said.attempt(),
                said.pseudonym(),
                said.baseModel(),
                value,
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement seen(ClientStatement said, long size, Digest root) {
        return new ClientStatement(
                said.federation(),
                said.attempt(),
                said.pseudonym(),
                said.baseModel(),
                said.program(),
                said.consent(),
                size,
                root,
                said.examples(),
                said.payload(),
                said.fingerprint());
    }

    public static ClientStatement examples(ClientStatement said, long value) {
        return new ClientStatement(
                said.federation(),
                said.attempt(),
                said.pseudonym(),
                said.baseModel(),
                said.program(),
                said.consent(),
                said.seenCheckpointSize(),
                said.seenCheckpointRoot(),
                value,
                said.payload(),
                said.fingerprint());
    }
}
