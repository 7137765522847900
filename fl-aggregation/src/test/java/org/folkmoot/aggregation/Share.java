package org.folkmoot.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;

/** What one client brings to a round. */
record Share(ParameterVector delta, long examples) {

    /** {@return so many random shares, their elements in [-1, 1] and multiples of 2^-20} */
    static List<Share> random(ParameterLayout layout, int clients, Random random) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            double[] delta = new double[layout.size()];
            for (int j = 0; j < delta.length; j++) {
                delta[j] = StrictMath.rint((2 * random.nextDouble() - 1) * 0x1p20) * 0x1p-20;
            }
            shares.add(new Share(ParameterVector.of(layout, delta), 1 + random.nextInt(500)));
        }
        return shares;
    }

    Share withExamples(long value) {
        return new Share(delta, value);
    }

    Share scaled(double factor) {
        double[] values = delta.toDoubleArray();
        for (int j = 0; j < values.length; j++) {
            values[j] *= factor;
        }
        return new Share(ParameterVector.of(delta.layout(), values), examples);
    }
}
