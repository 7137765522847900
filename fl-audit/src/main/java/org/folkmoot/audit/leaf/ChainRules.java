package org.folkmoot.audit.leaf;

import static org.folkmoot.audit.leaf.BrokenChainException.require;

import java.util.List;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.audit.leaf.RoundLeaf.Participants;
import org.folkmoot.core.canonical.CohortDraw;

/**
 * What a round leaf must keep to, given what came before it. Pure: the client applies it to what it is shown, the verifier
 * to the whole log, and both come to the same answer.
 */
public final class ChainRules {
    private static final String TOO_FEW_CLIENTS = "too-few-clients";

    private ChainRules() {}

    /** {@return the taints that a program brings upon every round that runs it, sorted} */
    public static List<String> taintsOf(RoundProgram program) {
        return program.collection().showsSingleUpdates() ? List.of(RoundLeaf.CLEAR_UPDATES) : List.of();
    }

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
        checkProgram(leaf, chain);
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

    private static void checkProgram(RoundLeaf leaf, ChainState chain) throws BrokenChainException {
        RoundProgram program = chain.program(leaf.program().digest())
                .orElseThrow(() -> new BrokenChainException(
                        ChainRule.PROGRAM, leaf.program().digest() + " (expected: authorised by an earlier leaf)"));
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
                leaf.taints().containsAll(taintsOf(program)),
                ChainRule.TAINTS,
                leaf.taints(),
                "with " + taintsOf(program));
    }
}
