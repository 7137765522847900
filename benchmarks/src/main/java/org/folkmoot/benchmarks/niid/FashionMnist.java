package org.folkmoot.benchmarks.niid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.folkmoot.trainers.data.Dataset;
import org.folkmoot.trainers.data.IdxReader;
import org.folkmoot.trainers.data.MalformedDataException;

/**
 * Fashion-MNIST (Xiao, Rasul and Vollgraf 2017), 60,000 + 10,000 images of 28 × 28 in ten classes, from a folder with
 * its four files: {@code -Dfolkmoot.fashionMnist=FOLDER}, or where Debian's {@code dataset-fashion-mnist} puts them.
 */
final class FashionMnist {
    static final int CLASSES = 10;
    static final int SIDE = 28;

    private static final String PROPERTY = "folkmoot.fashionMnist";
    private static final String DEBIAN = "/usr/share/datasets/fashion-mnist";

    private FashionMnist() {}

    /** {@return the folder with the data} */
    static Path folder() throws IOException {
        Path folder = Path.of(System.getProperty(PROPERTY, DEBIAN));
        if (!Files.isReadable(folder.resolve("train-images-idx3-ubyte.gz"))) {
            throw new IOException("Fashion-MNIST: not in " + folder + " (expected: the four .gz files of Debian package"
                    + " dataset-fashion-mnist, or -D" + PROPERTY + "=FOLDER)");
        }
        return folder;
    }

    /** {@return the images to train on, inputs in [0, 1]} */
    static Dataset train() throws IOException, MalformedDataException {
        return read("train");
    }

    /** {@return the images to measure on, inputs in [0, 1]} */
    static Dataset test() throws IOException, MalformedDataException {
        return read("t10k");
    }

    private static Dataset read(String part) throws IOException, MalformedDataException {
        Path folder = folder();
        return IdxReader.read(
                        folder.resolve(part + "-images-idx3-ubyte.gz"),
                        folder.resolve(part + "-labels-idx1-ubyte.gz"),
                        CLASSES)
                .dividedBy(255);
    }
}
