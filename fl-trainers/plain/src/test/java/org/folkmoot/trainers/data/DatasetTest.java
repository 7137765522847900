package org.folkmoot.trainers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final float[] FEATURES = {1, 2, 3, 4, 5, 6};

    @Test
    void subsetSharesStorageAndNests() {
        Dataset data = Dataset.of(FEATURES, new int[] {0, 1, 2}, 2, 3);
        Dataset part = data.subset(new int[] {2, 0}).subset(new int[] {1, 0});
        assertThat(part.sharesStorageWith(data)).isTrue();
        assertThat(part.labels()).containsExactly(0, 2);
        float[] row = new float[3];
        part.copyRow(1, row, 1);
        assertThat(row).containsExactly(0, 5, 6);
    }

    @Test
    void doesNotSeeLaterChangesOfItsArrays() {
        float[] features = FEATURES.clone();
        Dataset data = Dataset.of(features, new int[] {0, 1, 2}, 2, 3);
        features[0] = 99;
        assertThat(data.digest())
                .isEqualTo(Dataset.of(FEATURES, new int[] {0, 1, 2}, 2, 3).digest());
    }

    @Test
    void digestIsThatOfAnEqualCopyAndMovesWithEveryPart() {
        Dataset data = Dataset.of(FEATURES, new int[] {0, 1, 2}, 2, 3);
        Dataset view = data.subset(new int[] {1});
        assertThat(view.digest())
                .isEqualTo(Dataset.of(new float[] {3, 4}, new int[] {1}, 2, 3).digest());
        assertThat(view.digest())
                .isNotEqualTo(
                        Dataset.of(new float[] {3, 4}, new int[] {1}, 2, 4).digest())
                .isNotEqualTo(
                        Dataset.of(new float[] {3, 4}, new int[] {2}, 2, 3).digest())
                .isNotEqualTo(
                        Dataset.of(new float[] {3, 5}, new int[] {1}, 2, 3).digest());
        assertThat(data.subset(new int[] {0, 1}).digest())
                .isNotEqualTo(data.subset(new int[] {1, 0}).digest());
    }

    @Test
    void dividesEveryFeature() {
        Dataset half = Dataset.of(FEATURES, new int[] {0, 1, 2}, 2, 3)
                .subset(new int[] {1})
                .dividedBy(2);
        assertThat(half.digest())
                .isEqualTo(
                        Dataset.of(new float[] {1.5f, 2}, new int[] {1}, 2, 3).digest());
    }

    @Test
    void refusesWhatIsNotADataSet() {
        assertThatThrownBy(() -> Dataset.of(new float[3], new int[2], 2, 2)).hasMessageContaining("expected: 2 x 2");
        assertThatThrownBy(() -> Dataset.of(new float[2], new int[] {2}, 2, 2)).hasMessageContaining("label: 2");
        assertThatThrownBy(() -> Dataset.of(new float[] {0, Float.NaN}, new int[1], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Dataset.of(FEATURES, new int[3], 2, 2).subset(new int[] {3}))
                .hasMessage("index: 3 (expected: in [0, 3))");
    }

    @Test
    void standardizerGivesMeanZeroAndDeviationOne() {
        Dataset raw = Dataset.of(new float[] {1, 7, 3, 7, 5, 7, 7, 7}, new int[4], 2, 2);
        Dataset standard = Standardizer.fit(raw).apply(raw);
        float root = (float) Math.sqrt(5);
        assertThat(standard.digest())
                .isEqualTo(Dataset.of(
                                new float[] {
                                    (float) (-3 / Math.sqrt(5)),
                                    0,
                                    (float) (-1 / Math.sqrt(5)),
                                    0,
                                    1 / root,
                                    0,
                                    (float) (3 / Math.sqrt(5)),
                                    0
                                },
                                new int[4],
                                2,
                                2)
                        .digest());
    }

    @Test
    void splitKeepsSharesOfLabelsAndLosesNothing() {
        Dataset data = SampleData.blobs(500, 1, 4, "split");
        TrainTestSplit split = TrainTestSplit.stratified(data, 0.2, SampleData.seed("s"));
        assertThat(split.train().size() + split.test().size()).isEqualTo(500);
        for (int label = 0; label < 4; label++) {
            int wanted = label;
            long all = Arrays.stream(data.labels()).filter(l -> l == wanted).count();
            long tests = Arrays.stream(split.test().labels())
                    .filter(l -> l == wanted)
                    .count();
            assertThat(tests).isEqualTo((long) Math.floor(all * 0.2 + 0.5));
        }
        assertThat(TrainTestSplit.stratified(data, 0.2, SampleData.seed("s"))
                        .test()
                        .digest())
                .isEqualTo(split.test().digest());
        assertThat(TrainTestSplit.stratified(data, 0.2, SampleData.seed("t"))
                        .test()
                        .digest())
                .isNotEqualTo(split.test().digest());
    }
}
