package org.folkmoot.trainers.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The two vector operations that steps are made of, on one-dimensional arrays without gaps. */
final class Blas {
    private Blas() {}

    /** Adds {@code factor * x} to y. */
    static void addScaled(INDArray y, INDArray x, double factor) {
        Nd4j.getBlasWrapper().level1().axpy(y.length(), factor, x, y);
    }

    /** Multiplies y by a factor. */
    static void scale(INDArray y, double factor) {
        Nd4j.getBlasWrapper().level1().scal(y.length(), factor, y);
    }
}
