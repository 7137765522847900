package org.folkmoot.engine.client;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.folkmoot.api.AttemptId;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.RejectionReason;
import org.folkmoot.api.round.SignedStatement;
import org.folkmoot.core.json.JsonInteger;

/**
 * A contribution that went out, and what its client itself knows to be wrong with it. The update is not kept.
 *
 * @param signed what it signed
 * @param admitted the reasons for which it could rightly be left out
 */
record GivenAnswer(SignedStatement signed, SortedSet<RejectionReason> admitted) {
    /** Copies the reasons. */
    GivenAnswer {
        admitted = Collections.unmodifiableSortedSet(new TreeSet<>(admitted));
    }

    /** {@return the answer, looked at as the coordinator will} Costs O(parameters). */
    static GivenAnswer of(SignedStatement signed, ParameterVector delta, ParameterLayout updates, double maxAbs) {
        SortedSet<RejectionReason> admitted = new TreeSet<>();
        long examples = signed.statement().examples();
        if (examples < 1 || examples > JsonInteger.MAX) {
            admitted.add(RejectionReason.BAD_WEIGHT);
        }
        if (!delta.layout().equals(updates)) {
            admitted.add(RejectionReason.WRONG_LAYOUT);
        }
        addValues(admitted, delta, maxAbs);
        return new GivenAnswer(signed, admitted);
    }

    /** {@return the same answer, whose client has refused to give it a second time} */
    GivenAnswer refusedAgain() {
        SortedSet<RejectionReason> more = new TreeSet<>(admitted);
        more.add(RejectionReason.REFUSED);
        return new GivenAnswer(signed, more);
    }

    AttemptId attempt() {
        return signed.statement().attempt();
    }

    private static void addValues(SortedSet<RejectionReason> admitted, ParameterVector delta, double maxAbs) {
        int first = delta.firstBeyond(maxAbs);
        for (int i = first; i >= 0 && i < delta.size(); i++) {
            double value = delta.get(i);
            if (!Double.isFinite(value)) {
                admitted.add(RejectionReason.NOT_FINITE);
            } else if (Math.abs(value) > maxAbs) {
                admitted.add(RejectionReason.OUT_OF_RANGE);
            }
        }
    }
}
