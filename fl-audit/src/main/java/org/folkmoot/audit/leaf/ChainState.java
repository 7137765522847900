package org.folkmoot.audit.leaf;

import static org.folkmoot.audit.leaf.BrokenChainException.require;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.core.canonical.CohortDraw;

/**
 * What the leaves of a federation add up to so far, and so what may come next.
 *
 * <p>Guarantees: immutable; a pure function of the leaves. {@link #next} accepts exactly the leaves that keep to every
 * {@link ChainRule}. It takes leaves as signed and well formed; {@link LeafCodec} sees to that.
 */
public final class ChainState {
    private final CharterLeaf charter;
    private final Digest lastLeaf;
    private final Registry registry;
    private final Map<Digest, RoundProgram> programs;
    private final AttemptId nextAttempt;
    private final Digest state;
    private final Digest model;
    private final int invited;

    private ChainState(
            CharterLeaf charter,
            Digest lastLeaf,
            Registry registry,
            Map<Digest, RoundProgram> programs,
            AttemptId nextAttempt,
            Digest state,
            Digest model,
            int invited) {
        this.charter = charter;
        this.lastLeaf = lastLeaf;
        this.registry = registry;
        this.programs = programs;
        this.nextAttempt = nextAttempt;
        this.state = state;
        this.model = model;
        this.invited = invited;
    }

    /** {@return the state after the charter alone, given the hash of its leaf} */
    public static ChainState start(CharterLeaf charter, Digest leafHash) {
        return new ChainState(
                charter,
                leafHash,
                Registry.empty(),
                new TreeMap<>(),
                AttemptId.first(1),
                charter.initialState(),
                charter.initialModel(),
                0);
    }

    /**
     * {@return the state after one more leaf}
     *
     * @param leaf what comes next
     * @param leafHash the RFC 6962 hash of its bytes
     * @throws BrokenChainException if it may not come next
     */
    public ChainState next(LogLeaf leaf, Digest leafHash) throws BrokenChainException {
        FederationId federation = charter.federation();
        require(
                leaf.federation().equals(federation),
                ChainRule.FEDERATION,
                leaf.federation().value(),
                federation.value());
        require(!(leaf instanceof CharterLeaf), ChainRule.CHARTER, "another charter", "one, as first leaf");
        Digest previous = leaf.prevLeaf().orElseThrow(AssertionError::new);
        require(previous.equals(lastLeaf), ChainRule.PREVIOUS_LEAF, previous, lastLeaf);
        if (leaf instanceof RegistryLeaf added) {
            return afterRegistry(added, leafHash);
        }
        if (leaf instanceof ProgramLeaf authorised) {
            return afterProgram(authorised, leafHash);
        }
        if (leaf instanceof RoundLeaf round) {
            return afterRound(round, leafHash);
        }
        throw new AssertionError("LogLeaf permits no other");
    }

    private ChainState afterRegistry(RegistryLeaf leaf, Digest leafHash) throws BrokenChainException {
        require(leaf.first() == registry.size(), ChainRule.REGISTRY, "first " + leaf.first(), registry.size());
        for (Member member : leaf.members()) {
            require(
                    registry.indexOf(member.pseudonym()).isEmpty(),
                    ChainRule.REGISTRY,
                    "member " + member.pseudonym() + " again",
                    "each once");
        }
        require(
                !isFounded() || nextAttempt.attempt() == 1,
                ChainRule.COHORT,
                "new members between attempts at round " + nextAttempt.round(),
                "between rounds only, or the cohort could be drawn again");
        Registry grown = registry.plus(leaf);
        if (!isFounded()) {
            checkFounders(grown);
        }
        return new ChainState(charter, leafHash, grown, programs, nextAttempt, state, model, invited);
    }

    private void checkFounders(Registry grown) throws BrokenChainException {
        long founders = charter.registryCount();
        require(grown.size() <= founders, ChainRule.REGISTRY, grown.size() + " founders", founders);
        require(
                grown.size() < founders || grown.root().equals(charter.registryRoot()),
                ChainRule.REGISTRY,
                "founders' root " + grown.root(),
                charter.registryRoot());
    }

    private ChainState afterProgram(ProgramLeaf leaf, Digest leafHash) throws BrokenChainException {
        require(
                leaf.program().layout().equals(charter.layout()),
                ChainRule.PROGRAM,
                "another layout",
                "the charter's layout");
        requireKnownParticipation(leaf.program());
        Map<Digest, RoundProgram> more = new TreeMap<>(programs);
        more.put(leaf.digest(), leaf.program());
        return new ChainState(charter, leafHash, registry, more, nextAttempt, state, model, invited);
    }

    /** Nobody could check the cohorts of a program whose draw is unknown. */
    private static void requireKnownParticipation(RoundProgram program) throws BrokenChainException {
        try {
            CohortDraw.of(program.participation());
        } catch (IllegalArgumentException e) {
            throw new BrokenChainException(ChainRule.PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    private ChainState afterRound(RoundLeaf leaf, Digest leafHash) throws BrokenChainException {
        ChainRules.check(leaf, this);
        AttemptId next = leaf.isCommitted() ? AttemptId.first(nextAttempt.round() + 1) : nextAttempt.retry();
        return new ChainState(
                charter,
                leafHash,
                registry,
                programs,
                next,
                leaf.state().after(),
                leaf.model().after(),
                leaf.isCommitted() ? 0 : leaf.participants().invited());
    }

    /** {@return the charter} */
    public CharterLeaf charter() {
        return charter;
    }

    /** {@return the hash of the last leaf, which the next one must name} */
    public Digest lastLeaf() {
        return lastLeaf;
    }

    /** {@return the members spelled out so far} */
    public Registry registry() {
        return registry;
    }

    /** {@return whether all founders are spelled out, so that rounds may run} */
    public boolean isFounded() {
        return registry.size() >= charter.registryCount();
    }

    /** {@return the authorised program with this digest, if there is one} */
    public Optional<RoundProgram> program(Digest digest) {
        return Optional.ofNullable(programs.get(digest));
    }

    /** {@return how many clients the earlier attempts at this round invited; 0 before the first} */
    int invitedBefore() {
        return invited;
    }

    /** {@return the round and attempt that come next} */
    public AttemptId nextAttempt() {
        return nextAttempt;
    }

    /** {@return the number of the last committed round, or 0} */
    public int committedRound() {
        return nextAttempt.round() - 1;
    }

    /** {@return the digest of the state that holds} */
    public Digest state() {
        return state;
    }

    /** {@return the digest of the model that holds} */
    public Digest model() {
        return model;
    }
}
