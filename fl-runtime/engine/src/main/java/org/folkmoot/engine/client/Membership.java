package org.folkmoot.engine.client;

import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.core.canonical.Pseudonyms;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a federation that it belongs to.
 *
 * @param me its identity
 * @param history the log as it knows it
 * @param charter what the federation rests on
 * @param index its place in the registry, from 0
 * @param course how far model and client have come
 */
record Membership(ClientIdentity me, LogHistory history, CharterLeaf charter, int index, Course course) {
    Membership with(LogHistory extended) {
        return new Membership(me, extended, charter, index, course);
    }

    Membership with(Course further) {
        return new Membership(me, history, charter, index, further);
    }

    /** {@return its name in this federation} */
    Digest pseudonym() {
        return Pseudonyms.of(charter.federation(), me.key().publicKey());
    }

    ClientMemory.Remembered toRemember(@Nullable GivenAnswer unsettled) {
        return ClientMemory.Remembered.of(
                new ClientMemory.Acquaintance(history.key().encode(), history.seen(), course, unsettled));
    }
}
