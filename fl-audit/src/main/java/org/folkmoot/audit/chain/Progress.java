package org.folkmoot.audit.chain;

import static org.folkmoot.audit.chain.BrokenChainException.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.Digest;
import org.folkmoot.audit.chain.ChainState.Left;
import org.folkmoot.audit.leaf.CharterLeaf;
import org.folkmoot.audit.leaf.ReleaseLeaf;
import org.folkmoot.audit.leaf.RollbackLeaf;
import org.folkmoot.audit.leaf.RosterLeaf;
import org.folkmoot.audit.leaf.RoundLeaf;
import org.folkmoot.audit.leaf.SurvivorsLeaf;
import org.jspecify.annotations.Nullable;

/**
 * How far the rounds of a federation have come.
 *
 * @param next the attempt that is due
 * @param state digest of the state that holds
 * @param model digest of the model that holds
 * @param invited how many clients the attempt before invited, at the round that is due; 0 if it is the first
 * @param standing the newest commits that were not rolled back, oldest first
 * @param roster the roster of the attempt that is due, once there is one
 * @param survivors its survivors, once there are any
 */
record Progress(
        AttemptId next,
        Digest state,
        Digest model,
        int invited,
        List<Left> standing,
        @Nullable RosterLeaf roster,
        @Nullable SurvivorsLeaf survivors) {
    /** How far back something can be released or restored. Bounds what a verifier has to remember. */
    static final int REACH = 256;

    static Progress start(CharterLeaf charter) {
        Left founding = new Left(0, charter.initialState(), charter.initialModel());
        return new Progress(AttemptId.first(1), founding.state(), founding.model(), 0, List.of(founding), null, null);
    }

    Progress after(RoundLeaf leaf) {
        if (!leaf.isCommitted()) {
            return new Progress(next.retry(), state, model, leaf.participants().invited(), standing, null, null);
        }
        return committed(leaf.state().after(), leaf.model().after(), standing);
    }

    private Progress committed(Digest newState, Digest newModel, List<Left> before) {
        List<Left> more = new ArrayList<>(before.subList(Math.max(0, before.size() - REACH + 1), before.size()));
        more.add(new Left(next.round(), newState, newModel));
        return new Progress(AttemptId.first(next.round() + 1), newState, newModel, 0, List.copyOf(more), null, null);
    }

    Progress after(RollbackLeaf leaf) throws BrokenChainException {
        require(leaf.round() == next.round(), ChainRule.ROUND_ORDER, "round " + leaf.round(), next.round());
        require(
                leaf.state().before().equals(state),
                ChainRule.STATE,
                "before " + leaf.state().before(),
                state);
        require(
                leaf.model().before().equals(model),
                ChainRule.MODEL,
                "before " + leaf.model().before(),
                model);
        Left target = standing(leaf.target());
        require(
                leaf.state().after().equals(target.state())
                        && leaf.model().after().equals(target.model()),
                ChainRule.STANDING,
                "state " + leaf.state().after() + ", model " + leaf.model().after(),
                "those of round " + target.round());
        List<Left> kept = standing.subList(0, standing.indexOf(target) + 1);
        return committed(target.state(), target.model(), kept);
    }

    void check(ReleaseLeaf leaf) throws BrokenChainException {
        Left released = standing(leaf.round());
        require(leaf.round() >= 1, ChainRule.STANDING, "round 0", ">= 1");
        require(
                leaf.model().equals(released.model()),
                ChainRule.STANDING,
                "model " + leaf.model(),
                released.model() + ", of round " + leaf.round());
    }

    private Left standing(int round) throws BrokenChainException {
        Optional<Left> found =
                standing.stream().filter(commit -> commit.round() == round).findFirst();
        return found.orElseThrow(() -> new BrokenChainException(
                ChainRule.STANDING,
                "round " + round + " (expected: one of the last " + REACH
                        + " that were committed and not rolled back)"));
    }

    Progress after(RosterLeaf leaf) throws BrokenChainException {
        require(roster == null, ChainRule.ROSTER, "a second roster of attempt " + next, "one");
        require(leaf.attempt().equals(next), ChainRule.ROSTER, "of attempt " + leaf.attempt(), next);
        return new Progress(next, state, model, invited, standing, leaf, null);
    }

    Progress after(SurvivorsLeaf leaf) throws BrokenChainException {
        RosterLeaf of = roster;
        if (of == null || survivors != null) {
            throw new BrokenChainException(ChainRule.ROSTER, "survivors (expected: after a roster, once)");
        }
        require(leaf.attempt().equals(next), ChainRule.ROSTER, "of attempt " + leaf.attempt(), next);
        require(
                leaf.roster().equals(of.root()) && leaf.count() <= of.count(),
                ChainRule.ROSTER,
                leaf.count() + " survivors of roster " + leaf.roster(),
                "at most " + of.count() + " of " + of.root());
        return new Progress(next, state, model, invited, standing, of, leaf);
    }
}
