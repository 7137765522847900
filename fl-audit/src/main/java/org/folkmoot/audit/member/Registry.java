package org.folkmoot.audit.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.folkmoot.api.Digest;
import org.folkmoot.core.merkle.GrowingMerkleTree;
import org.folkmoot.core.merkle.MerkleHash;

/**
 * Who may contribute, in order of registration.
 *
 * <p>Guarantees: immutable and safe for several threads; members are unique; {@link #plus} costs O(added) where it
 * extends the newest registry and O(n) where it branches off from an older one. The root is that of RFC 6962 §2.1 over
 * {@link Member#bytes()}.
 */
public final class Registry {
    private final Members members;
    private final int size;

    private Registry(Members members, int size) {
        this.members = members;
        this.size = size;
    }

    /** {@return the registry without members} */
    public static Registry empty() {
        return new Registry(new Members(), 0);
    }

    /** {@return the registry of these members, in this order} */
    public static Registry of(List<Member> members) {
        return empty().plus(members);
    }

    /**
     * {@return this registry followed by these members}
     *
     * @throws IllegalArgumentException if one of them is in it already, or twice among them
     */
    public Registry plus(List<Member> added) {
        for (Member member : added) {
            if (indexOf(member.pseudonym()).isPresent()) {
                throw new IllegalArgumentException("member: " + member.pseudonym() + " twice (expected: once)");
            }
        }
        return new Registry(members.extendedFrom(size, added), Math.addExact(size, added.size()));
    }

    /** {@return the number of members} */
    public int size() {
        return size;
    }

    /** {@return the member at this index, counted from 0} */
    public Member member(int index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index: " + index + " (expected: in [0, " + size + "))");
        }
        return members.get(index);
    }

    /** {@return the index of the member with this pseudonym, if there is one} */
    public OptionalInt indexOf(Digest pseudonym) {
        int index = members.indexOf(pseudonym);
        return index < 0 || index >= size ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** {@return the root over all members} */
    public Digest root() {
        return members.root(size);
    }

    @Override
    public String toString() {
        return "Registry[" + size + "]";
    }

    /** Members that only ever grow, shared by all registries that are prefixes of one another. */
    private static final class Members {
        private final List<Member> list = new ArrayList<>();
        private final Map<Digest, Integer> index = new HashMap<>();
        private final GrowingMerkleTree tree = GrowingMerkleTree.create();

        synchronized Members extendedFrom(int prefix, List<Member> added) {
            Members target = this;
            if (prefix != list.size()) {
                target = new Members();
                target.add(list.subList(0, prefix));
            }
            target.add(added);
            return target;
        }

        private synchronized void add(List<Member> added) {
            for (Member member : added) {
                if (index.putIfAbsent(member.pseudonym(), list.size()) != null) {
                    throw new IllegalArgumentException("member: " + member.pseudonym() + " twice (expected: once)");
                }
                list.add(member);
                tree.append(MerkleHash.leaf(member.bytes()));
            }
        }

        synchronized Member get(int position) {
            return list.get(position);
        }

        synchronized int indexOf(Digest pseudonym) {
            return index.getOrDefault(pseudonym, -1);
        }

        synchronized Digest root(int prefix) {
            return tree.root(prefix);
        }
    }
}
