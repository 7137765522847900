package org.folkmoot.testkit.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.folkmoot.api.Digest;
import org.folkmoot.api.model.ParameterBlock;
import org.folkmoot.api.model.ParameterLayout;
import org.folkmoot.api.model.ParameterVector;
import org.folkmoot.core.random.AesCtrGenerator;

/** Updates for the tests of this package. */
final class Updates {
    private Updates() {}

    static AesCtrGenerator chance(long seed) {
        return AesCtrGenerator.fromSeed(Digest.sha256(Long.toString(seed).getBytes(StandardCharsets.UTF_8)));
    }

    static ParameterVector of(double... values) {
        return ParameterVector.of(ParameterLayout.float64(ParameterBlock.trainable("w", values.length)), values);
    }

    /** {@return normal updates around one that is not zero} */
    static List<ParameterVector> normal(long seed, int clients, int size) {
        AesCtrGenerator random = chance(seed);
        List<ParameterVector> updates = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            double[] values = new double[size];
            for (int j = 0; j < size; j++) {
                values[j] = 1 + j % 3 + random.nextGaussian();
            }
            updates.add(of(values));
        }
        return updates;
    }
}
