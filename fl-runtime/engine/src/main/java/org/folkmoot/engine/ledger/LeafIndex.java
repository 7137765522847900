package org.folkmoot.engine.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.leaf.ChainState;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.jspecify.annotations.Nullable;

/** Where the leaves stand that clients are shown. Memory is O(members + attempts), a few words each. */
final class LeafIndex {
    private final Map<Digest, Long> registrations = new HashMap<>();
    private final Map<Digest, Long> authorisations = new HashMap<>();
    private final Map<AttemptId, Long> proofs = new HashMap<>();
    private OptionalLong tail = OptionalLong.empty();

    /** Notes a leaf that is now in the log, with the state after it. */
    void note(LogLeaf leaf, long index, ChainState after) {
        if (leaf instanceof RegistryLeaf registry) {
            registry.members().forEach(member -> registrations.put(member.pseudonym(), index));
            if (after.registry().size() == after.charter().registryCount()) {
                tail = OptionalLong.of(index);
            }
        } else if (leaf instanceof ProgramLeaf program) {
            authorisations.putIfAbsent(program.digest(), index);
        } else if (leaf instanceof RoundLeaf round) {
            proofs.put(round.attempt(), index);
            tail = OptionalLong.of(index);
        }
    }

    OptionalLong registration(Digest pseudonym) {
        return of(registrations.get(pseudonym));
    }

    OptionalLong authorisation(Digest program) {
        return of(authorisations.get(program));
    }

    OptionalLong proof(AttemptId attempt) {
        return of(proofs.get(attempt));
    }

    /** {@return the last round leaf, or before the first round the leaf that completes the founders} */
    OptionalLong tail() {
        return tail;
    }

    private static OptionalLong of(@Nullable Long index) {
        return index == null ? OptionalLong.empty() : OptionalLong.of(index);
    }
}
