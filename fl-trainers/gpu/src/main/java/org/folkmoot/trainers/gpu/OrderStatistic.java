package org.folkmoot.trainers.gpu;

/**
 * A statistic of each coordinate over all updates.
 *
 * <p>Values are ordered as by {@link Float#compare}, but that NaN with the sign bit is least, so that there is an order
 * for any bits. All sums are in double.
 */
public sealed interface OrderStatistic {
    /** {@return the median: the middle value, or half the sum of the two middle ones} */
    static OrderStatistic median() {
        return new Median();
    }

    /**
     * {@return the mean without the least and the greatest values, summed upwards}
     *
     * @param cut how many are left out on each side, at least 0
     */
    static OrderStatistic trimmedMean(int cut) {
        return new TrimmedMean(cut);
    }

    /** Rejects what this many updates cannot give. */
    void requireUpdates(int updates);

    /** {@return the statistic of keys in order} */
    double of(KeyAt sorted, int updates);

    /** Keys by rank. */
    interface KeyAt {
        /** {@return the key of this rank} */
        int at(int rank);
    }

    /** {@return an integer that orders as the value does} */
    static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /** {@return the value of a key} */
    static float value(int key) {
        return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
    }

    private static void requireSome(int updates, int least) {
        if (updates < least) {
            throw new IllegalArgumentException("updates: " + updates + " (expected: >= " + least + ")");
        }
    }

    /** The median. */
    record Median() implements OrderStatistic {
        @Override
        public void requireUpdates(int updates) {
            requireSome(updates, 1);
        }

        @Override
        public double of(KeyAt sorted, int updates) {
            double middle = value(sorted.at((updates - 1) / 2));
            return updates % 2 == 1 ? middle : (middle + value(sorted.at(updates / 2))) * 0.5;
        }
    }

    /**
     * The trimmed mean.
     *
     * @param cut how many values are left out on each side
     */
    record TrimmedMean(int cut) implements OrderStatistic {
        /** Rejects a negative number. */
        public TrimmedMean {
            if (cut < 0) {
                throw new IllegalArgumentException("cut: " + cut + " (expected: >= 0)");
            }
        }

        @Override
        public void requireUpdates(int updates) {
            requireSome(updates, Math.addExact(Math.multiplyExact(2, cut), 1));
        }

        @Override
        public double of(KeyAt sorted, int updates) {
            double sum = 0;
            for (int rank = cut; rank < updates - cut; rank++) {
                sum += value(sorted.at(rank));
            }
            return sum / (updates - 2 * cut);
        }
    }
}
