package org.folkmoot.audit.verify;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeMap;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.api.round.ClearUpdate;
import org.folkmoot.api.round.Contribution;
import org.folkmoot.api.round.RoundProgram;
import org.folkmoot.api.round.RoundReplayer;
import org.folkmoot.api.round.RoundState;

/** The simplest rule there is: the model moves by the sum of the updates. Exact for small whole numbers. */
public final class SumReplayer implements RoundReplayer {
    static final String ID = "test/sum/1";

    @Override
    public Set<String> ruleIds() {
        return Set.of(ID);
    }

    @Override
    public Replayed replay(
            RoundProgram program, int round, RoundState before, Iterator<? extends Contribution> included) {
        double[] sum = before.model().toDoubleArray();
        long count = 0;
        while (included.hasNext()) {
            ParameterVector delta = ((ClearUpdate) included.next()).delta();
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += delta.get(i);
            }
        }
        return new Replayed(
                new RoundState(ParameterVector.of(before.model().layout(), sum), before.slots()),
                count,
                new TreeMap<>());
    }
}
