package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.audit.leaf.RoundLeafBuilder;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.folkmoot.audit.member.Registry;
import org.folkmoot.core.canonical.CohortDraw;

/**
 * What a round leaf must keep to, given what came before it. Pure: the client applies it to what it is shown, the verifier
 * to the whole log, and both come to the same answer.
 */
public final class ChainRules {
    private static final String TOO_FEW_CLIENTS = "too-few-clients";

    private ChainRules() {}

    static void check(RoundLeaf leaf, ChainState chain) throws BrokenChainException {
        Registry registry = chain.registry();
        require(
                chain.isFounded(),
                ChainRule.REGISTRY,
                registry.size() + " founders spelled out",
                chain.charter().registryCount() + " before the first round");
        checkOrder(leaf.attempt(), chain);
        require(
                leaf.state().before().equals(chain.state()),
                ChainRule.STATE,
                "before " + leaf.state().before(),
                chain.state());
        require(
                leaf.model().before().equals(chain.model()),
                ChainRule.MODEL,
                "before " + leaf.model().before(),
                chain.model());
        checkRegistry(leaf.participants(), registry);
        RoundProgram program = programOf(leaf.program().digest(), chain);
        checkProgram(leaf, program, chain);
        checkConsent(leaf, program, chain);
        checkRoster(leaf, program, chain);
    }

    private static RoundProgram programOf(Digest digest, ChainState chain) throws BrokenChainException {
        return chain.program(digest)
                .orElseThrow(() -> new BrokenChainException(
                        ChainRule.PROGRAM, digest + " (expected: authorised by an earlier leaf)"));
    }

    /** Who is drawn can be computed by anybody, so whom the round had to leave out can be counted without its records. */
    private static void checkConsent(RoundLeaf leaf, RoundProgram program, ChainState chain)
            throws BrokenChainException {
        Participants participants = leaf.participants();
        if (participants.records().count() == 0) {
            return;
        }
        int left = participants.rejected().getOrDefault(RejectionReason.CONSENT_REVOKED, 0);
        int withdrawn = chain.withdrawnFrom(program).size();
        require(left == withdrawn, ChainRule.CONSENT, left + " left out for revoked consent", withdrawn);
    }

    /** A sum over masked inputs can only be committed over survivors that were fixed before anybody revealed anything. */
    private static void checkRoster(RoundLeaf leaf, RoundProgram program, ChainState chain)
            throws BrokenChainException {
        RosterLeaf roster = chain.roster();
        require(
                roster == null || roster.program().equals(leaf.program().digest()),
                ChainRule.ROSTER,
                "program " + leaf.program().digest(),
                "that of the roster");
        if (!leaf.isCommitted() || program.collection().showsSingleUpdates()) {
            return;
        }
        SurvivorsLeaf survivors = chain.survivors();
        require(
                survivors != null && survivors.count() == leaf.participants().included(),
                ChainRule.ROSTER,
                leaf.participants().included() + " included, survivors " + survivors,
                "as many survivors, fixed by a leaf of their own");
    }

    static void check(RosterLeaf leaf, ChainState chain) throws BrokenChainException {
        require(chain.isFounded(), ChainRule.REGISTRY, "a roster before the founders are complete", "after them");
        RoundProgram program = programOf(leaf.program(), chain);
        require(
                !program.collection().showsSingleUpdates(),
                ChainRule.ROSTER,
                "a roster for collection " + program.collection(),
                "none");
        int cohort =
                CohortDraw.of(program.participation()).size(chain.registry().size());
        require(leaf.count() <= cohort, ChainRule.ROSTER, leaf.count() + " on the roster", "<= " + cohort + " drawn");
    }

    private static void checkOrder(AttemptId attempt, ChainState chain) throws BrokenChainException {
        AttemptId expected = chain.nextAttempt();
        require(
                attempt.equals(expected),
                ChainRule.ROUND_ORDER,
                "round " + attempt.round() + ", attempt " + attempt.attempt(),
                "round " + expected.round() + ", attempt " + expected.attempt());
    }

    private static void checkRegistry(Participants participants, Registry registry) throws BrokenChainException {
        require(
                participants.registryCount() == registry.size(),
                ChainRule.REGISTRY,
                participants.registryCount() + " members",
                registry.size());
        require(
                participants.registryRoot().equals(registry.root()),
                ChainRule.REGISTRY,
                "root " + participants.registryRoot(),
                registry.root());
    }

    private static void checkProgram(RoundLeaf leaf, RoundProgram program, ChainState chain)
            throws BrokenChainException {
        Participants participants = leaf.participants();
        require(
                leaf.program().collection() == program.collection()
                        && leaf.program().replay() == program.replay(),
                ChainRule.PROGRAM,
                leaf.program().collection() + ", replay " + leaf.program().replay(),
                program.collection() + ", replay " + program.replay());
        int cohort = CohortDraw.of(program.participation()).size(participants.registryCount());
        require(participants.invited() == cohort, ChainRule.COHORT, participants.invited() + " invited", cohort);
        int before = chain.invitedBefore();
        require(
                before == 0 || before == cohort,
                ChainRule.COHORT,
                cohort + " invited",
                before + ", as in the attempt before");
        require(
                leaf.totalWeight() <= program.encoding().maxTotalWeight(),
                ChainRule.PROGRAM,
                "total weight " + leaf.totalWeight(),
                "<= " + program.encoding().maxTotalWeight());
        require(
                !leaf.isCommitted() || participants.included() >= program.minimumClients(),
                ChainRule.MINIMUM,
                participants.included() + " included",
                ">= " + program.minimumClients() + " for a commit");
        require(
                !leaf.reason().equals(TOO_FEW_CLIENTS) || participants.included() < program.minimumClients(),
                ChainRule.MINIMUM,
                participants.included() + " included in an attempt abandoned for too few clients",
                "< " + program.minimumClients());
        require(
                leaf.taints().containsAll(RoundLeafBuilder.taintsOf(program)),
                ChainRule.TAINTS,
                leaf.taints(),
                "with " + RoundLeafBuilder.taintsOf(program));
    }
}
