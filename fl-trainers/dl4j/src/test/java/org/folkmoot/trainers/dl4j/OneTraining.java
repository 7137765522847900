package org.folkmoot.trainers.dl4j;

import org.folkmoot.api.training.LocalTraining;
import org.folkmoot.api.training.TrainingException;

/** A program that trains once and prints fingerprint and digest of what came out. */
final class OneTraining {
    private OneTraining() {}

    public static void main(String[] args) throws TrainingException {
        Dl4jTrainer.startEngine();
        System.out.println("result " + run());
    }

    static String run() throws TrainingException {
        try (Dl4jModel layers = Dl4jModel.multiLayer(Networks.convolution());
                Dl4jModel graph = Dl4jModel.sameDiff(Networks::sameDiff, Networks.NAMES)) {
            LocalTraining training = LocalTraining.sgd(2, 7, 0.1).withMomentum(0.9);
            Dl4jTrainer images = Dl4jTrainer.of(layers, Networks.images());
            Dl4jTrainer heaps = Dl4jTrainer.of(graph, Networks.twoHeaps());
            return images.fingerprint() + " "
                    + images.train(Tasks.task(layers.initial(), training))
                            .model()
                            .digest() + " "
                    + heaps.train(Tasks.task(graph.initial(), training)).model().digest();
        }
    }
}
