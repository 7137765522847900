package org.folkmoot.examples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.folkmoot.api.Digest;
import org.folkmoot.core.random.SeedDerivation;
import org.folkmoot.trainers.data.CsvReader;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.MalformedDataException;
import org.folkmoot.trainers.data.TrainTestSplit;

/**
 * The handwritten digits that come with the examples: 1,797 images of 8 x 8 pixels in [0, 1].
 *
 * <p>Source: UCI Machine Learning Repository, "Optical Recognition of Handwritten Digits"; see DATA-LICENSES.md.
 */
final class Digits {
    static final int PIXELS = 64;
    static final int CLASSES = 10;

    private static final double LARGEST_PIXEL = 16;
    private static final double TEST_SHARE = 0.25;

    private Digits() {}

    /** {@return the digits, split in the same way for every seed of a run: a quarter of each digit is for the test} */
    static TrainTestSplit load() throws IOException {
        return TrainTestSplit.stratified(all(), TEST_SHARE, SeedDerivation.derive(root(), "quickstart/split"));
    }

    private static Dataset all() throws IOException {
        try (InputStream in = Digits.class.getResourceAsStream("digits.csv.gz")) {
            if (in == null) {
                throw new FileNotFoundException("digits.csv.gz: not beside the class (expected: in the same jar)");
            }
            return CsvReader.of(CLASSES).read(in).dividedBy(LARGEST_PIXEL);
        } catch (MalformedDataException e) {
            throw new IOException("digits.csv.gz: " + e.getMessage(), e);
        }
    }

    /** {@return the seed that a run with this number follows from} */
    static Digest seed(String example, long number) {
        return SeedDerivation.derive(root(), example, number);
    }

    private static Digest root() {
        return Digest.sha256(new byte[0]);
    }
}
