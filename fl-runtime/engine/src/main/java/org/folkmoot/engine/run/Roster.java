package org.folkmoot.engine.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.audit.chain.ChainState;
import org.folkmoot.audit.member.Member;
import org.folkmoot.core.canonical.Pseudonyms;
import org.folkmoot.engine.program.ProgramCompiler;

/** Who is who: registered members, and the names under which the transport reaches them. */
final class Roster {
    private final Map<Digest, ClientId> names = new HashMap<>();

    private Roster() {}

    /**
     * {@return the roster}
     *
     * @param federation the federation
     * @param keys public keys of the clients that are known by name
     */
    static Roster of(FederationId federation, Map<ClientId, Bytes> keys) {
        Roster roster = new Roster();
        keys.forEach((id, key) -> roster.names.put(Pseudonyms.of(federation, key), id));
        return roster;
    }

    /** {@return the client of this pseudonym, if it is known by name} */
    Optional<ClientId> nameOf(Digest pseudonym) {
        return Optional.ofNullable(names.get(pseudonym));
    }

    /**
     * {@return the members at these registry indices, by name, with the keys that are theirs now} A member that nobody
     * knows here gets a stand-in name.
     */
    SortedMap<ClientId, Member> cohort(int[] indices, ChainState chain) {
        SortedMap<ClientId, Member> cohort = new TreeMap<>();
        for (int index : indices) {
            Member member = chain.member(index);
            cohort.put(names.getOrDefault(member.pseudonym(), ClientId.of(ProgramCompiler.STAND_IN + index)), member);
        }
        return cohort;
    }
}
