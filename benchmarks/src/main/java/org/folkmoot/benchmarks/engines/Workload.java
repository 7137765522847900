package org.folkmoot.benchmarks.engines;

import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.benchmarks.workload.SyntheticData;
import org.folkmoot.trainers.data.Dataset;

/** The two networks of McMahan et al. 2017, §3, on synthetic images of 28 x 28, batch size 32. */
enum Workload {
    /** Dense layers 784-200-200-10. */
    DENSE("2NN", 1600, 120),
    /** Two convolutions of 5 x 5 with 32 and 64 channels, each pooled, then 512 units. */
    CONVOLUTION("CNN", 160, 30);

    static final int SIDE = 28;
    static final int INPUTS = SIDE * SIDE;
    static final int CLASSES = 10;
    static final int BATCH = 32;

    private final String title;
    private final int images;
    private final int warmUps;

    Workload(String title, int images, int warmUps) {
        this.title = title;
        this.images = images;
        this.warmUps = warmUps;
    }

    /** {@return its name in tables} */
    String title() {
        return title;
    }

    /** {@return how many images one client holds} */
    int images() {
        return images;
    }

    /**
     * {@return how many passes it takes before the JVM compiles nothing more that matters} Counted, not timed: a busy
     * machine compiles later.
     */
    int warmUps() {
        return warmUps;
    }

    /** {@return one client's images} */
    Dataset data() {
        return SyntheticData.clusters(images, INPUTS, CLASSES);
    }

    /** {@return one pass over them; a rate at which nothing diverges} */
    static LocalTraining training() {
        return LocalTraining.sgd(1, BATCH, 0.001);
    }
}
