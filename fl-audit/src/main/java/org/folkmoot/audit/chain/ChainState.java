package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Bytes;
import org.folkmoot.api.Digest;
import org.folkmoot.api.FederationId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.AuthorisedLeaf;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.LogLeaf;
import org.folkmoot.audit.leaf.NoticeLeaf;
import org.folkmoot.audit.leaf.ProgramLeaf;
import org.folkmoot.audit.leaf.RegistryLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.audit.member.Member;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CharterBeacon;
import org.folkmoot.core.canonical.CohortDraw;
import org.jspecify.annotations.Nullable;

/**
 * What the leaves of a federation add up to so far, and so what may come next.
 *
 * <p>Guarantees: immutable; a pure function of the leaves. {@link #next} accepts exactly the leaves that keep to every
 * {@link ChainRule}. It takes leaves as signed and well formed; {@link org.folkmoot.audit.leaf.LeafCodec} sees to that.
 */
public final class ChainState {
    private final Origin origin;
    private final Digest lastLeaf;
    private final Members members;
    private final Map<Digest, RoundProgram> programs;
    private final Progress progress;

    private ChainState(
            Origin origin, Digest lastLeaf, Members members, Map<Digest, RoundProgram> programs, Progress progress) {
        this.origin = origin;
        this.lastLeaf = lastLeaf;
        this.members = members;
        this.programs = programs;
        this.progress = progress;
    }

    /** The first leaf, and its hash. */
    private record Origin(CharterLeaf charter, Digest hash) {}

    /** {@return the state after the charter alone, given the hash of its leaf} */
    public static ChainState start(CharterLeaf charter, Digest leafHash) {
        return new ChainState(
                new Origin(charter, leafHash),
                leafHash,
                Members.none(charter.federation()),
                new TreeMap<>(),
                Progress.start(charter));
    }

    /**
     * {@return the state after one more leaf}
     *
     * @param leaf what comes next
     * @param leafHash the RFC 6962 hash of its bytes
     * @throws BrokenChainException if it may not come next
     */
    public ChainState next(LogLeaf leaf, Digest leafHash) throws BrokenChainException {
        FederationId federation = charter().federation();
        require(
                leaf.federation().equals(federation),
                ChainRule.FEDERATION,
                leaf.federation().value(),
                federation.value());
        require(!(leaf instanceof CharterLeaf), ChainRule.CHARTER, "another charter", "one, as first leaf");
        Digest previous = leaf.prevLeaf().orElseThrow(AssertionError::new);
        require(previous.equals(lastLeaf), ChainRule.PREVIOUS_LEAF, previous, lastLeaf);
        if (leaf instanceof RoundLeaf round) {
            ChainRules.check(round, this);
            return with(leafHash, progress.after(round));
        }
        if (leaf instanceof SurvivorsLeaf survivors) {
            return with(leafHash, progress.after(survivors));
        }
        require(
                progress.roster() == null,
                ChainRule.ROSTER,
                "something else between a roster and the end of its attempt",
                "survivors only");
        if (leaf instanceof RosterLeaf roster) {
            ChainRules.check(roster, this);
            return with(leafHash, progress.after(roster));
        }
        if (leaf instanceof NoticeLeaf notice) {
            return with(leafHash, members.after(notice.notice()));
        }
        return afterAuthorised((AuthorisedLeaf) leaf, leafHash);
    }

    private ChainState afterAuthorised(AuthorisedLeaf leaf, Digest leafHash) throws BrokenChainException {
        boolean founding = leaf instanceof RegistryLeaf && !isFounded();
        AuthorityRule.check(leaf, founding, this);
        if (leaf instanceof RegistryLeaf added) {
            return with(leafHash, members.with(RegistryRules.grown(added, this)));
        }
        if (leaf instanceof ProgramLeaf authorised) {
            return with(leafHash, authorised);
        }
        require(isFounded(), ChainRule.REGISTRY, leaf.kind() + " before the founders are complete", "after them");
        if (leaf instanceof ReleaseLeaf release) {
            progress.check(release);
            return with(leafHash, progress);
        }
        if (leaf instanceof RollbackLeaf rollback) {
            require(
                    rollback.registryCount() == registry().size(),
                    ChainRule.REGISTRY,
                    rollback.registryCount() + " members",
                    registry().size());
            return with(leafHash, progress.after(rollback));
        }
        throw new AssertionError("AuthorisedLeaf permits no other");
    }

    private ChainState with(Digest leafHash, Members after) {
        return new ChainState(origin, leafHash, after, programs, progress);
    }

    private ChainState with(Digest leafHash, Progress after) {
        return new ChainState(origin, leafHash, members, programs, after);
    }

    private ChainState with(Digest leafHash, ProgramLeaf leaf) throws BrokenChainException {
        require(
                leaf.program().layout().equals(charter().layout()),
                ChainRule.PROGRAM,
                "another layout",
                "the charter's layout");
        requireKnownParticipation(leaf.program());
        Map<Digest, RoundProgram> more = new TreeMap<>(programs);
        more.put(leaf.digest(), leaf.program());
        return new ChainState(origin, leafHash, members, more, progress);
    }

    /** Nobody could check the cohorts of a program whose draw is unknown. */
    private static void requireKnownParticipation(RoundProgram program) throws BrokenChainException {
        try {
            CohortDraw.of(program.participation());
        } catch (IllegalArgumentException e) {
            throw new BrokenChainException(ChainRule.PROGRAM, String.valueOf(e.getMessage()));
        }
    }

    /** {@return a round leaf in the making, placed after this} */
    public RoundLeafBuilder nextRound() {
        return RoundLeafBuilder.create().after(charter().federation(), lastLeaf, registry());
    }

    /** {@return the charter} */
    public CharterLeaf charter() {
        return origin.charter();
    }

    /** {@return the leaf hash of the charter, by which approvals name the federation} */
    public Digest charterHash() {
        return origin.hash();
    }

    /** {@return the hash of the last leaf, which the next one must name} */
    public Digest lastLeaf() {
        return lastLeaf;
    }

    /** {@return the members spelled out so far, as they were registered} */
    public Registry registry() {
        return members.registry();
    }

    /** {@return the member at this registry index, with the key that is its own now} */
    public Member member(int index) {
        return members.at(index);
    }

    /** {@return how the member of this name stands, if there is one} */
    public Optional<Standing> standing(Digest pseudonym) {
        return members.standing(pseudonym);
    }

    /** {@return whether this key is a member's now} */
    public boolean isMemberKey(Bytes key) {
        return members.holds(key);
    }

    Members members() {
        return members;
    }

    /** {@return the registry indices that a program's participation draws for the round that is due, in order} */
    public int[] cohort(RoundProgram program) {
        return CohortDraw.of(program.participation())
                .select(
                        new CharterBeacon(charter().seed()),
                        progress.next().round(),
                        registry().size());
    }

    /** {@return the pseudonyms of those in this cohort who have withdrawn their consent, in its order} */
    public List<Digest> withdrawnAmong(int[] cohort) {
        return members.withdrawnAmong(cohort);
    }

    /** {@return the pseudonyms of those whom a program's participation draws for the round that is due, and who have withdrawn} */
    public List<Digest> withdrawnFrom(RoundProgram program) {
        return members.standings().withdrawn() == 0 ? List.of() : withdrawnAmong(cohort(program));
    }

    /** {@return whether all founders are spelled out, so that rounds may run} */
    public boolean isFounded() {
        return registry().size() >= charter().registryCount();
    }

    /** {@return the program of this digest, if a leaf so far authorises it} */
    public Optional<RoundProgram> program(Digest digest) {
        return Optional.ofNullable(programs.get(digest));
    }

    /** {@return the attempt that comes next} */
    public AttemptId nextAttempt() {
        return progress.next();
    }

    /** {@return how many clients the attempt before invited, at the round that is due; 0 if the next one is the first} */
    int invitedBefore() {
        return progress.invited();
    }

    @Nullable
    RosterLeaf roster() {
        return progress.roster();
    }

    /** {@return whether the attempt that is due has survivors on record, whose sum is being unmasked} */
    public boolean areSurvivorsFixed() {
        return progress.survivors() != null;
    }

    @Nullable
    SurvivorsLeaf survivors() {
        return progress.survivors();
    }

    /** {@return the number of the last committed round, or 0} */
    public int committedRound() {
        return progress.next().round() - 1;
    }

    /**
     * What a round left.
     *
     * @param round its number; 0 for what the charter says
     * @param state digest of the state
     * @param model digest of the model
     */
    public record Left(int round, Digest state, Digest model) {}

    /** {@return what this round left, if it is among the last ones that were committed and not rolled back} */
    public Optional<Left> left(int round) {
        return progress.standing().stream()
                .filter(left -> left.round() == round)
                .findFirst();
    }

    /** {@return the digest of the state that holds} */
    public Digest state() {
        return progress.state();
    }

    /** {@return the digest of the model that holds} */
    public Digest model() {
        return progress.model();
    }
}
