package org.folkmoot.engine.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.authority.Approval;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.member.MemberNotice;
import org.jspecify.annotations.Nullable;

/** Where the leaves stand that clients are shown. Memory is O(members + notices + attempts), a few words each. */
final class LeafIndex {
    private final Map<Digest, Long> registrations = new HashMap<>();
    private final Map<Digest, Long> authorisations = new HashMap<>();
    private final Map<AttemptId, Long> proofs = new HashMap<>();
    private final Map<Digest, List<Long>> notices = new HashMap<>();
    private final Map<Bytes, Long> keys = new HashMap<>();
    private final Map<Digest, List<Long>> rotations = new HashMap<>();
    private final List<Long> members = new ArrayList<>();
    private OptionalLong tail = OptionalLong.empty();

    /** Notes a leaf that is now in the log, with the state after it. */
    void note(LogLeaf leaf, long index, ChainState after) {
        if (leaf instanceof RegistryLeaf registry) {
            members.add(index);
            registry.members().forEach(member -> {
                registrations.put(member.pseudonym(), index);
                keys.put(member.publicKey(), index);
            });
            if (after.registry().size() == after.charter().registryCount()) {
                tail = OptionalLong.of(index);
            }
        } else if (leaf instanceof ProgramLeaf program) {
            authorisations.putIfAbsent(program.digest(), index);
        } else if (leaf instanceof RoundLeaf round) {
            proofs.put(round.attempt(), index);
            tail = OptionalLong.of(index);
        } else if (leaf instanceof RollbackLeaf) {
            tail = OptionalLong.of(index);
        } else if (leaf instanceof NoticeLeaf notice) {
            MemberNotice said = notice.notice().notice();
            notices.computeIfAbsent(said.pseudonym(), any -> new ArrayList<>()).add(index);
            if (said instanceof MemberNotice.Rotation rotation) {
                members.add(index);
                keys.put(rotation.newKey(), index);
                rotations
                        .computeIfAbsent(said.pseudonym(), any -> new ArrayList<>())
                        .add(index);
            }
        }
    }

    /** {@return where this member's notices stand, in order} */
    List<Long> notices(Digest pseudonym) {
        return List.copyOf(notices.getOrDefault(pseudonym, List.of()));
    }

    /** {@return the leaves on which it rests that this one's approvals, or its change of keys, are members'} */
    List<Long> showing(LogLeaf leaf) {
        List<Long> indices = new ArrayList<>();
        if (leaf instanceof AuthorisedLeaf authorised) {
            for (Approval approval : authorised.approvals().list()) {
                Long index = keys.get(approval.key());
                if (index != null) {
                    indices.add(index);
                }
            }
        }
        if (leaf instanceof NoticeLeaf notice) {
            Digest pseudonym = notice.notice().notice().pseudonym();
            Long registration = registrations.get(pseudonym);
            if (registration != null) {
                indices.add(registration);
            }
            indices.addAll(rotations.getOrDefault(pseudonym, List.of()));
        }
        return indices;
    }

    /** {@return where registrations and changes of keys stand, in order} */
    List<Long> members() {
        return List.copyOf(members);
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

    /** {@return the last round or rollback leaf, or before the first round the leaf that completes the founders} */
    OptionalLong tail() {
        return tail;
    }

    private static OptionalLong of(@Nullable Long index) {
        return index == null ? OptionalLong.empty() : OptionalLong.of(index);
    }
}
