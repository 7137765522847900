package org.folkmoot.examples.engines;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the clients of an example train with; {@code -Dengine=WORD} chooses. */
public enum Engine {
    /** Plain Java: no natives, the same bits on every machine. */
    PLAIN {
        @Override
        Perceptron make(int inputs, int... widths) {
            return new PlainPerceptron(inputs, widths);
        }
    },
    /** Deeplearning4j. */
    DL4J {
        @Override
        Perceptron make(int inputs, int... widths) {
            return new Dl4jPerceptron(inputs, widths);
        }
    },
    /** PyTorch through JavaCPP. */
    TORCH {
        @Override
        Perceptron make(int inputs, int... widths) {
            return new TorchPerceptron(inputs, widths);
        }
    };

    private static final int SMALL = 50_000;

    /**
     * {@return the engine of this word}
     *
     * @throws UnusableEngineException if there is none
     */
    public static Engine named(String word) throws UnusableEngineException {
        for (Engine engine : values()) {
            if (engine.word().equals(word)) {
                return engine;
            }
        }
        throw new UnusableEngineException("engine: " + word + " (expected: " + words() + ")");
    }

    /**
     * {@return what trains such a network unless the user chooses} Deeplearning4j, but plain Java for small ones, where a
     * native engine spends more on each call than on what it computes.
     */
    public static Engine suitedTo(int inputs, int... widths) {
        long parameters = 0;
        int width = inputs;
        for (int next : widths) {
            parameters += (width + 1L) * next;
            width = next;
        }
        return parameters < SMALL ? PLAIN : DL4J;
    }

    /** {@return the word that chooses it} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String words() {
        return Arrays.stream(values()).map(Engine::word).collect(Collectors.joining(", "));
    }

    /**
     * {@return a network of dense layers in this engine, the same in each} Without hidden layers it is logistic regression.
     *
     * @param widths those of the hidden layers, then the number of classes
     * @throws UnusableEngineException if the engine or its natives are not here
     */
    public Perceptron perceptron(int inputs, int... widths) throws UnusableEngineException {
        try {
            return make(inputs, widths);
        } catch (NoClassDefFoundError e) {
            throw new UnusableEngineException(
                    "engine: " + word() + " is not on the class path (expected: fl-trainers-" + word()
                            + " and its natives, as the run from the repository has them, or another engine)",
                    e);
        } catch (IllegalStateException e) {
            throw new UnusableEngineException("engine: " + word() + " cannot run here: " + e.getMessage(), e);
        }
    }

    abstract Perceptron make(int inputs, int... widths);
}
