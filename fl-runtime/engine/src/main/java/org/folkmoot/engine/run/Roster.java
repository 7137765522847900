package org.folkmoot.engine.run;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.leaf.Member;
import org.folkmoot.audit.leaf.Registry;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.program.ProgramCompiler;

/** Who is who: registered members, and the names under which the transport reaches them. */
final class Roster {
    private final Registry registry;
    private final Map<Digest, ClientId> names = new HashMap<>();

    private Roster(Registry registry) {
        this.registry = registry;
    }

    /**
     * {@return the roster}
     *
     * @param federation the federation
     * @param registry all members, in the log's order
     * @param keys public keys of the clients that are known by name
     */
    static Roster of(FederationId federation, Registry registry, Map<ClientId, Bytes> keys) {
        Roster roster = new Roster(registry);
        keys.forEach((id, key) -> roster.names.put(Pseudonyms.of(federation, key), id));
        return roster;
    }

    /** {@return the members at these registry indices, by name} A member that nobody knows here gets a stand-in name. */
    SortedMap<ClientId, Member> cohort(int[] indices) {
        SortedMap<ClientId, Member> cohort = new TreeMap<>();
        for (int index : indices) {
            Member member = registry.member(index);
            cohort.put(names.getOrDefault(member.pseudonym(), ClientId.of(ProgramCompiler.STAND_IN + index)), member);
        }
        return cohort;
    }

    int size() {
        return registry.size();
    }
}
