package org.folkmoot.aggregation.tile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.aggregation.AggregationPlan;
import org.folkmoot.api.aggregation.SetAggregator;
import org.folkmoot.api.aggregation.UpdateFilter;
import org.folkmoot.api.aggregation.UpdateSet;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.testkit.aggregation.PlainUpdates;

/** Updates that stay in memory, and rounds of one rule with them. */
public record HeapRows(List<ParameterVector> updates) implements UpdateRows {
    /** {@return these updates, ranked as they stand here; the i-th from client i of {@link PlainUpdates}} */
    public static Points ranked(List<ParameterVector> updates, int threads) {
        List<RankedUpdates.Sender> senders = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            byte[] payload = ByteBuffer.allocate(Digest.BYTES).putInt(i).array();
            senders.add(new RankedUpdates.Sender(PlainUpdates.pseudonym(i), Digest.of(payload)));
        }
        return RankedUpdates.of(new HeapRows(updates), senders, new Workers(threads));
    }

    /** {@return what the rule makes of these updates in its first round} */
    public static double[] aggregate(SetAggregator rule, Points points, int threads) {
        ParameterLayout shared = ParameterLayout.flat(org.folkmoot.api.model.ElementType.FLOAT64, points.parameters());
        UpdateSet set = new FirstRound(points, rule.initialSlots(shared));
        AggregationPlan plan = rule.plan(set);
        return TileRun.run(points, plan, new Workers(threads));
    }

    /** {@return what the filter makes of these updates in its first round} */
    public static Points filtered(UpdateFilter filter, Points points) {
        return MixedPoints.of(
                points,
                filter.filter(new FirstRound(
                        points,
                        filter.initialSlots(ParameterLayout.flat(
                                org.folkmoot.api.model.ElementType.FLOAT64, points.parameters())))));
    }

    @Override
    public int rows() {
        return updates.size();
    }

    @Override
    public ParameterLayout layout() {
        return updates.get(0).layout();
    }

    @Override
    public void read(int row, int from, int length, double[] target, int offset) {
        updates.get(row).copyTo(from, target, offset, length);
    }

    @Override
    public void read(int row, int from, int length, float[] target, int offset) {
        for (int j = 0; j < length; j++) {
            target[offset + j] = (float) updates.get(row).get(from + j);
        }
    }
}
