package org.folkmoot.engine.client;

import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of a federation that it belongs to.
 *
 * @param me its identity
 * @param history the log as it knows it
 * @param ground what the federation rests on
 * @param own what it has on record about itself
 * @param index its place in the registry, from 0
 * @param course how far model and client have come
 */
record Membership(ClientIdentity me, LogHistory history, Ground ground, OwnStanding own, int index, Course course) {
    /**
     * What the federation rests on.
     *
     * @param charter the charter
     * @param hash its leaf hash, by which approvals name the federation
     */
    record Ground(CharterLeaf charter, Digest hash) {}

    Membership with(LogHistory extended) {
        return new Membership(me, extended, ground, own, index, course);
    }

    Membership with(Course further) {
        return new Membership(me, history, ground, own, index, further);
    }

    CharterLeaf charter() {
        return ground.charter();
    }

    /** {@return its name in this federation} */
    Digest pseudonym() {
        return me.pseudonym(charter().federation());
    }

    ClientMemory.Remembered toRemember(@Nullable GivenAnswer unsettled) {
        return ClientMemory.Remembered.of(
                new ClientMemory.Acquaintance(history.key().encode(), history.seen(), course, unsettled));
    }
}
