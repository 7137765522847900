package org.folkmoot.engine.client;

import java.util.HashSet;
import java.util.Set;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.ProtocolViolationException;
import org.folkmoot.api.transport.ProvenLeaf;
import org.folkmoot.api.transport.Welcome;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.InvalidLeafException;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.note.VerifierKey;
import org.folkmoot.core.canonical.CanonicalProgram;
import org.folkmoot.core.canonical.Pseudonyms;

/**
 * A client that has not yet checked who invites it.
 *
 * @param me its identity
 * @param memory what it remembers of earlier conversations
 * @param checks verifies signatures
 */
record Stranger(ClientIdentity me, ClientMemory.Remembered memory, SharedChecks checks) implements ClientPhase {

    /**
     * {@return the member that this client becomes, once charter, registration and programs are checked}
     *
     * @throws ProtocolViolationException if the log is not the one it knows, or does not say what it must
     */
    Member onWelcome(Welcome welcome) throws ProtocolViolationException {
        VerifierKey logKey = trustedKey(welcome.logKey());
        LogHistory history = new LogHistory(logKey, memory.seen(), checks).advance(welcome.log());
        Bytes coordinatorKey = null;
        CharterLeaf charter = null;
        boolean registered = false;
        Set<Digest> programs = new HashSet<>();
        for (ProvenLeaf proven : welcome.leaves()) {
            history.requireIncluded(proven);
            if (charter == null || coordinatorKey == null) {
                charter = openCharter(proven);
                coordinatorKey = charter.coordinatorKey();
                continue;
            }
            LogLeaf leaf = open(proven, coordinatorKey);
            if (leaf instanceof CharterLeaf) {
                throw violation("leaf " + proven.index() + " is a second charter");
            }
            if (!leaf.federation().equals(charter.federation())) {
                throw violation("leaf " + proven.index() + " belongs to " + leaf.federation());
            }
            if (leaf instanceof RegistryLeaf registry) {
                registered |= lists(registry, charter);
            } else if (leaf instanceof ProgramLeaf program) {
                programs.add(CanonicalProgram.digest(program.program()));
            }
        }
        if (charter == null) {
            throw violation("no charter");
        }
        if (!registered) {
            throw violation("client " + me.id() + " is not registered under its key");
        }
        if (!charter.layout().equals(me.layout())) {
            throw violation("the charter's model has another layout than this client's trainer");
        }
        return new Member(
                me, history, charter, Set.copyOf(programs), memory.lastAnswered(), Member.Progress.before(charter));
    }

    private VerifierKey trustedKey(String offered) throws ProtocolViolationException {
        if (memory.logKey() != null && !memory.logKey().equals(offered)) {
            throw violation("the log has another key than the one seen before");
        }
        try {
            return VerifierKey.parse(offered);
        } catch (IllegalArgumentException e) {
            throw violation("log key: " + e.getMessage());
        }
    }

    private CharterLeaf openCharter(ProvenLeaf proven) throws ProtocolViolationException {
        if (proven.index() != 0) {
            throw violation("the first leaf shown is leaf " + proven.index() + " (expected: the charter, leaf 0)");
        }
        try {
            return checks.openCharter(proven.leaf());
        } catch (InvalidLeafException e) {
            throw violation("charter: " + e.getMessage());
        }
    }

    private LogLeaf open(ProvenLeaf proven, Bytes coordinatorKey) throws ProtocolViolationException {
        try {
            return checks.open(proven.leaf(), coordinatorKey);
        } catch (InvalidLeafException e) {
            throw violation("leaf " + proven.index() + ": " + e.getMessage());
        }
    }

    private boolean lists(RegistryLeaf registry, CharterLeaf charter) {
        Digest pseudonym = Pseudonyms.of(charter.federation(), me.key().publicKey());
        return registry.members().stream()
                .anyMatch(member -> member.pseudonym().equals(pseudonym)
                        && member.publicKey().equals(me.key().publicKey()));
    }

    private static ProtocolViolationException violation(String what) {
        return new ProtocolViolationException("coordinator", "welcome", what);
    }
}
