package org.folkmoot.engine.collect;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import org.folkmoot.api.ClientId;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundState;
import org.folkmoot.audit.member.Member;
import org.folkmoot.engine.attempt.PhaseLimits;

/**
 * What an attempt asks of a collection.
 *
 * @param federation the federation
 * @param program what the round runs
 * @param before the state before it, with whatever the rules remember
 * @param members who the cohort's clients are in the registry
 * @param withdrawn those of them who have withdrawn their consent, and must not be asked
 * @param limits what ends the wait of each phase
 * @param cancelled whether the operator has had enough; asked while waiting
 */
public record CollectionTask(
        FederationId federation,
        RoundProgram program,
        RoundState before,
        SortedMap<ClientId, Member> members,
        SortedSet<ClientId> withdrawn,
        PhaseLimits limits,
        BooleanSupplier cancelled) {}
