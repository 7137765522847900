package org.folkmoot.trainers.gpu;

import java.math.BigDecimal;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Updates for tests, and what is true of them. */
final class Updates {
    private Updates() {}

    /** {@return updates around zero whose values differ in size by so many powers of two} */
    static float[][] random(long seed, int updates, int parameters, int powers) {
        RandomGenerator random = new Random(seed);
        float[][] rows = new float[updates][parameters];
        for (float[] row : rows) {
            for (int c = 0; c < parameters; c++) {
                int power = powers == 0 ? 0 : random.nextInt(powers) - powers / 2;
                row[c] = Math.scalb((float) random.nextGaussian(), power);
            }
        }
        return rows;
    }

    /** {@return the squared distance without any rounding} */
    static BigDecimal squaredDistance(float[] x, float[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int c = 0; c < x.length; c++) {
            BigDecimal t = new BigDecimal(x[c]).subtract(new BigDecimal(y[c]));
            sum = sum.add(t.multiply(t));
        }
        return sum;
    }

    /** {@return what the kernels compute, in Java: float32 within slabs, double over slabs} */
    static double asOnCard(float[] x, float[] y) {
        double sum = 0;
        for (int from = 0; from < x.length; from += ErrorBound.SLAB) {
            float slab = 0;
            for (int c = from; c < Math.min(x.length, from + ErrorBound.SLAB); c++) {
                float t = x[c] - y[c];
                slab = Math.fma(t, t, slab);
            }
            sum += slab;
        }
        return sum;
    }
}
