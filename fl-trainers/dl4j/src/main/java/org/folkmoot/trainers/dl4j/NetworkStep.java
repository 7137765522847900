package org.folkmoot.trainers.dl4j;

/** The step of the network's own updater, after the correction has been added to the gradient of the batch. */
final class NetworkStep implements Step {
    private final Replica replica;
    private final NativeCorrection correction;

    NetworkStep(Replica replica, double learningRate, UpdaterState state, NativeCorrection correction) {
        this.replica = replica;
        this.correction = correction;
        replica.beginByNetwork(learningRate, state);
    }

    @Override
    public void apply(int step, int epoch, int examples) {
        if (!correction.isNone()) {
            // The engine holds the sum over the batch here, the correction speaks of the mean.
            int factor = replica.gradientDivisor(examples);
            replica.spans().forEach(span -> correction.addTo(span, factor));
        }
        replica.stepByNetwork(step, epoch, examples);
    }

    @Override
    public void close() {
        // The replica keeps the updater for the next task.
    }
}
